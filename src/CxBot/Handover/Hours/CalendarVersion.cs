using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Handover.Hours;

/// <summary>The team's calendar as the settings had it from a moment on. One is added where it changes, and none is changed.</summary>
public sealed class CalendarVersion
{
    /// <summary>From 1 on, without a gap. Of all that have begun at a moment the one with the highest number holds.</summary>
    public required int Number { get; init; }

    /// <summary>When the app first started with it, UTC. It says nothing of what was before.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>A <see cref="TeamCalendar"/> as JSON.</summary>
    public required string Calendar { get; init; }

    /// <summary>Adds a calendar where the newest is another. Called inside a <see cref="Writer"/> command.</summary>
    /// <returns>False where another process added one meanwhile, and this has to be asked again in a command of its own.</returns>
    internal static async Task<bool> KeepAsync(CxBotDbContext db, string calendar, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var newest = await db.CalendarVersions.AsNoTracking().OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancellationToken);
        if (newest?.Calendar == calendar)
            return true;
        // Two processes that start together want the same number, and only one gets it.
        await using var add = Sql.Command(db, """
            INSERT INTO "CalendarVersions" ("Number", "Since", "Calendar") VALUES (@number, @since, @calendar) ON CONFLICT DO NOTHING
            """, ("@number", (newest?.Number ?? 0) + 1), ("@since", now.UtcTicks), ("@calendar", calendar));
        return await add.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
