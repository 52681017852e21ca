using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Storage;
using CxBot.Turns;
using CxBot.Web.Bot;
using CxBot.Words;
using Microsoft.Bot.Builder;

namespace CxBot.Web.Engine;

/// <summary>Has the bot decide one turn, through the adapter of the conversation's channel. A failure goes to a person.</summary>
internal sealed partial class TurnRunner(
    IEnumerable<ChannelAdapter> adapters, IBot bot, ConversationTurn turn, Typing typing, ILogger<TurnRunner> logger)
{
    /// <returns>What is to be stored; null where doubt waits for the messages that the customer may still write.</returns>
    public async Task<TurnResult?> RunAsync(TurnWork work, CancellationToken cancellationToken)
    {
        var conversation = work.Conversation;
        if (conversation.Status is (ConversationStatus.WithBot or ConversationStatus.Resolved)
            && work.Pending[0].Message.Kind == MessageKind.Text)
            typing.Report(conversation.Id, TypingSide.Team, CustomerWords.Say("BotName", conversation.Language));
        try
        {
            return await adapters.Single(a => a.Channel == conversation.Channel).RunAsync(work, bot, cancellationToken);
        }
#pragma warning disable CA1031 // A failure goes to a person, whatever failed.
        catch (Exception failure) when (!StorageFaults.Passes(failure))
#pragma warning restore CA1031
        {
            TurnFailed(logger, failure, conversation.Id);
            return await turn.GiveUpAsync(work, cancellationToken);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The turn of conversation {ConversationId} failed; a person takes over")]
    private static partial void TurnFailed(ILogger logger, Exception failure, ConversationId conversationId);
}
