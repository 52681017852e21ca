using CxBot.Conversations;
using CxBot.Surveys;
using CxBot.Web.Channels;

namespace CxBot.Web.Desk.OneConversation.Messages;

/// <summary>What a customer's client reported, as one small line; null for what no agent needs to see.</summary>
public static class EventLine
{
    public static string? Say(DeskWords words, ChannelTraits channel, Message message)
    {
        if (message.Content is not MessageContent.Report report)
            return null;
        var value = TolerantJson.Object(report.Value);
        return report.Name switch
        {
            EventNames.Rating when value.Whole("score") is { } score =>
                Rated(words, score, BestOf(value.Text("kind")), value.Text("comment")),
            EventNames.Contact when value is not null => Contact(words, value.Text("phone") ?? value.Text("email")),
            EventNames.ReturnToBot => words["EventReturned"],
            EventNames.Context when value.Text("title") is { } title => words.Say("EventPage", title),
            _ => channel.DescribeEvent?.Invoke(report, message.Role, words.Language),
        };
    }

    private static string Rated(DeskWords words, long score, int best, string? comment) =>
        comment is null ? words.Say("EventRated", score, best) : words.Say("EventRatedWith", score, comment, best);

    /// <summary>The best score of a question, by its name on the wire; the faces have none there from clients of before.</summary>
    private static int BestOf(string? kind) =>
        SurveyScale.Of(
            Enum.TryParse<SurveyKind>(kind, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : SurveyKind.Csat).High;

    private static string Contact(DeskWords words, string? left) =>
        left is null ? words["EventContactRefused"] : words.Say("EventContact", left);
}
