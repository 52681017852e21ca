using System.Globalization;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Answering.Model;

/// <summary>How many calls of the model were made on each day (UTC): kept for the reports, as a limit that is never reached.</summary>
public static class ModelDay
{
    /// <summary>What a day's calls are counted under.</summary>
    public static string LimitOf(DateOnly day) => "on " + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The calls of some days, both ends included.</summary>
    public static Task<int> CallsAsync(CxBotDbContext db, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var days = Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays).Select(LimitOf).ToList();
        return db.ModelCalls.Where(c => days.Contains(c.Limit)).SumAsync(c => c.Calls, cancellationToken);
    }
}
