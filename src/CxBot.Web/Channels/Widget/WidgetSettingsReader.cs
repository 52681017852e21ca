using CxBot.Handover;
using CxBot.Media;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.Widget;

/// <summary>Tells what the widget shows: the owner's settings, and whether people are there just now.</summary>
public sealed class WidgetSettingsReader(
    TeamPresence team, CustomerNotices notices, IDbContextFactory<CxBotDbContext> contexts, IOptions<WidgetOptions> widget,
    IOptions<MediaOptions> media, TimeProvider time)
{
    public async Task<WidgetSettings> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var opensAt = team.Hours.OpensAt(time.GetUtcNow());
        var present = opensAt is null && await team.AnyPresentAsync(db, cancellationToken);
        var minutes = present ? WaitEstimate.Median(await notices.RecentWaitsAsync(db, cancellationToken)) : null;
        var show = widget.Value;
        return new WidgetSettings(
            show.Title, show.BotNames(), show.Greetings(), show.StartersByLanguage(), show.PrivacyUrl, show.WhatsAppUrl,
            media.Value.MaxFileBytes, FileKind.Accept, new WidgetTeam(present, minutes, opensAt));
    }
}
