using CxBot.Conversations;
using CxBot.Surveys;

namespace CxBot.Web.Desk.OneConversation.Messages;

/// <summary>What the system told a customer, as agents say it among themselves: who did what, in the reader's language.</summary>
/// <param name="Text">The line.</param>
/// <param name="Told">The customer's own words, where the line is not made of them; null otherwise.</param>
public sealed record SystemLine(string Text, string? Told)
{
    /// <param name="agentId">Who reads it, and is called "you".</param>
    public static SystemLine Of(DeskWords words, Message message, string agentId)
    {
        var line = Line(words, message, agentId);
        return message.Content.Asks is { CommentOn: null } asks
            ? line with { Text = words.Say("LineAsked", line.Text, SurveyWords.Ask(asks)) } : line;
    }

    private static SystemLine Line(DeskWords words, Message message, string agentId) => message.Content switch
    {
        MessageContent.Notice { Act: { } act } notice => new(WithPlace(words, Say(words, act, agentId), notice.Handover), message.Text),
        // Stored before it was kept who did what.
        MessageContent.Notice { Handover: { State: HandoverStage.WithAgent, Agent: { } agent } } =>
            new(words.Say("LineWithAgent", agent.Name), message.Text),
        MessageContent.Notice { Handover: { State: not HandoverStage.WithAgent } state } =>
            new(WithPlace(words, words.For(state.State), state), message.Text),
        _ => new(words.Say("ToldCustomer", message.Text), null),
    };

    private static string Say(DeskWords words, HandoverAct act, string agentId) =>
        words.Say($"HandoverActKind_{act.Kind}", Name(words, act.By, agentId, "You"), Name(words, act.To, agentId, "YouAfter"));

    private static string Name(DeskWords words, NamedAgent? agent, string agentId, string you) =>
        agent is null ? words["Team"] : agent.Id == agentId ? words[you] : agent.Name;

    private static string WithPlace(DeskWords words, string line, HandoverState state) =>
        state is { State: HandoverStage.Waiting, Position: { } place } ? words.Say("LinePlace", line, place) : line;
}
