using CxBot.Conversations;
using CxBot.Web.Channels.WhatsApp.Outbound;
using CxBot.Web.Engine;

namespace CxBot.Web.Channels.WhatsApp.Inbound;

/// <summary>Hands in what a webhook brought, and tells those who care for the number, its files, its news and its templates.</summary>
public sealed class WhatsAppIntake(
    BatchIntake intake, WhatsAppMedia media, WhatsAppRateLimiter limiter, WhatsAppNews news, WhatsAppTemplates templates)
{
    /// <summary>Stores it. When this returns, all of it is on disk.</summary>
    public async Task StoreAsync(WhatsAppPayload payload, CancellationToken cancellationToken)
    {
        if (!payload.IsEmpty)
            await StoreAllAsync(payload, cancellationToken);
        if (payload.TemplatesChanged)
            templates.Wake();
    }

    private async Task StoreAllAsync(WhatsAppPayload payload, CancellationToken cancellationToken)
    {
        await intake.AcceptAsync(WhatsAppChannel.Key, payload.ToBatch(), cancellationToken);
        if (payload.News.Count > 0)
            news.Tell();
        foreach (var failed in payload.Reports.Where(r => r.Status == DeliveryStatus.Failed))
            limiter.Heed(failed.Code, failed.Title ?? "");
        if (payload.Messages.Any(message => message.MediaId is not null))
            media.Wake();
    }
}
