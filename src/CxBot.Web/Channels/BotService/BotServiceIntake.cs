using CxBot.Delivery;
using CxBot.Storage;
using CxBot.Web.Engine;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Activity = Microsoft.Bot.Schema.Activity;

namespace CxBot.Web.Channels.BotService;

/// <summary>Takes what the adapter has authenticated: stored, then returned from, and only then worked on. Answers go out through
/// <see cref="BotServiceSender"/>.</summary>
public sealed class BotServiceIntake(Intake intake, Writer writer, Typing typing, IOptions<BotServiceOptions> options) : IBot
{
    public async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        var activity = (Activity)turnContext.Activity;
        var conversationId = BotServiceTranslator.ConversationId(activity);
        // Without an app nobody was authenticated, and answers go to whatever address the message names.
        if (!options.Value.HasApp && !(Uri.TryCreate(activity.ServiceUrl, UriKind.Absolute, out var service) && service.IsLoopback))
            return;
        if (activity.Type == ActivityTypes.Typing)
        {
            typing.Report(conversationId, TypingSide.Customer, activity.From?.Name ?? "");
            return;
        }
        if (BotServiceTranslator.ToInbound(activity) is not { } inbound)
            return;
        await intake.OpenAsync(conversationId, BotServiceTranslator.Customer(activity), activity.From?.Name,
            ClientLanguage.Of(activity.Locale), cancellationToken);
        await KeepAddressAsync(conversationId, BotServiceTranslator.Keep(activity.GetConversationReference()), cancellationToken);
        if (await intake.AcceptAsync(inbound, cancellationToken) is null)
            throw new InvalidOperationException("The conversation was deleted while its message came in.");
    }

    /// <summary>Kept at every message, because channels move their service's address.</summary>
    private async Task KeepAddressAsync(ConversationId conversationId, string address, CancellationToken cancellationToken) =>
        await writer.RunAsync((db, token) => db.Conversations.Where(c => c.Id == conversationId && c.Address != address)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Address, address), token), cancellationToken);
}
