using CxBot.Storage;
using Microsoft.Extensions.Hosting;

namespace CxBot.Handover.Hours;

/// <summary>Writes down, before anything is served, which hours hold from now on: what the settings said before cannot be asked any
/// more.</summary>
internal sealed class CalendarStart(Writer writer, TeamPresence team, TimeProvider time) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var calendar = TeamCalendar.Of(team.Hours).Write();
        while (!await writer.RunAsync((db, token) => CalendarVersion.KeepAsync(db, calendar, time.GetUtcNow(), token), cancellationToken))
        {
            // Another process added one, which may be the same.
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
