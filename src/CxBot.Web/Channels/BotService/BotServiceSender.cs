using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Storage;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Channels.Media;
using CxBot.Web.Operations;
using CxBot.Words;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Activity = Microsoft.Bot.Schema.Activity;

namespace CxBot.Web.Channels.BotService;

/// <summary>Carries messages to customers through the channel's own service.</summary>
public sealed class BotServiceSender(
    CloudAdapter adapter, MediaLinks media, IDbContextFactory<CxBotDbContext> contexts, IOptions<BotServiceOptions> options,
    IOptions<OperationsOptions> operations) : IChannelSender
{
    public string Channel => BotServiceChannel.Key;

    public async Task<SendResult> SendAsync(Conversation conversation, Message message, int attempts, CancellationToken cancellationToken)
    {
        var address = conversation.Address ?? throw new InvalidOperationException($"Conversation {conversation.Id} has no address.");
        await adapter.ContinueConversationAsync(options.Value.AppId ?? "", BotServiceTranslator.Reference(address), async (turn, token) =>
        {
            await turn.SendActivityAsync(BotServiceTranslator.ToOutgoing(message, Translation(conversation)), token);
            if (options.Value.AnnounceHandovers
                && message.Content is MessageContent.Notice { Handover: { State: HandoverStage.Waiting } state })
                await turn.SendActivityAsync(await InitiationAsync(turn, conversation, state.Handover, token), token);
        }, cancellationToken);
        return SendResult.Sent.Whole;
    }

    private TranslationContext Translation(Conversation conversation)
    {
        // A push channel is not asked from anywhere, so only a configured address can be given.
        var root = operations.Value.PublicUrl?.TrimEnd('/') ?? "http://localhost:5080";
        return new TranslationContext(CustomerWords.Say("BotName", conversation.Language), file => root + media.ForFile(file.Id),
            photo => root + MediaLinks.ForPhoto(photo));
    }

    private async Task<IActivity> InitiationAsync(
        ITurnContext turn, Conversation conversation, long handoverId, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var handover = await db.Handovers.AsNoTracking().SingleAsync(h => h.Id == handoverId, cancellationToken);
        var said = await DirectLineHistory.AfterAsync(db, conversation.Id, 0, cancellationToken);
        var transcript = new Transcript([.. said.Select(m => (Activity)BotServiceTranslator.ToOutgoing(m, TranslationContext.Inside))]);
        return EventFactory.CreateHandoffInitiation(turn,
            new { handover = handoverId, reason = handover.Reason.ToString(), skill = handover.Skill, wants = handover.Brief.Wants },
            transcript);
    }
}
