using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CxBot.Answering.Model;

/// <summary>
/// What may still be spent on the model, in calls: by conversation, by network address, by hour and by day. Kept in the database, so that a
/// restart forgets nothing and several processes count as one.
/// </summary>
public sealed partial class ModelBudget(
    IOptions<ModelOptions> options,
    Writer writer,
    IDbContextFactory<CxBotDbContext> contexts,
    TimeProvider time,
    ILogger<ModelBudget> logger)
{
    /// <summary>From this part of the day's calls on the owner is warned.</summary>
    public const double WarnFrom = 0.8;

    private const string Day = "day";

    private readonly ModelOptions _options = options.Value;

    /// <summary>Takes one call where all that it counts for have one left.</summary>
    /// <param name="addressHash">Of the customer's network address; null where the channel has none.</param>
    public async Task<bool> TryTakeAsync(ConversationId conversationId, string? addressHash, CancellationToken cancellationToken)
    {
        var limits = LimitsOf(conversationId, addressHash);
        await using var db = contexts.CreateDbContext();
        int? today;
        if (db is SqliteDbContext)
        {
            today = await writer.RunAsync(
                (write, token) =>
                    TakeAllAsync(limits, limit => CountAsync(write, limit, token), limit => GiveBackAsync(write, limit, token)),
                cancellationToken);
        }
        else
        {
            // Each for itself: every node counts in the same rows, and nobody may wait for another's whole batch.
            today = await TakeAllAsync(
                limits,
                limit => AloneAsync(db, token => CountAsync(db, limit, token), cancellationToken),
                limit => AloneAsync(db, token => GiveBackAsync(db, limit, token), cancellationToken));
        }
        if (today is not { } calls)
            return false;
        if (calls == 1)
            await writer.RunAsync((write, token) => ForgetAsync(write, token), cancellationToken);
        if (calls == NearlyAll)
            NearlySpent(logger, calls, _options.CallsPerDay);
        if (calls == _options.CallsPerDay)
            AllSpent(logger, _options.CallsPerDay);
        return true;
    }

    /// <summary>The calls of this day (UTC), of all processes.</summary>
    public async Task<int> TodayAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = contexts.CreateDbContext();
        return await db.ModelCalls.Where(c => c.Limit == Day && c.Until > now).Select(c => c.Calls).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>From so many calls on the owner is warned.</summary>
    public int NearlyAll => (int)Math.Ceiling(_options.CallsPerDay * WarnFrom);

    /// <summary>From narrow to wide: who has used up their own takes nothing from the others.</summary>
    private List<Counted> LimitsOf(ConversationId conversationId, string? addressHash)
    {
        var now = time.GetUtcNow();
        var midnight = new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        List<Counted> limits = [new($"conversation {conversationId}", _options.CallsPerConversation, now.AddDays(1))];
        if (addressHash is not null)
            limits.Add(new($"address {addressHash}", Share(_options.AddressShare), midnight));
        limits.Add(
            new(
                "hour",
                Share(_options.HourShare),
                new DateTimeOffset(now.UtcDateTime.Date.AddHours(now.UtcDateTime.Hour + 1), TimeSpan.Zero)));
        limits.Add(new(ModelDay.LimitOf(DateOnly.FromDateTime(now.UtcDateTime)), int.MaxValue, DateTimeOffset.MaxValue));
        limits.Add(new(Day, _options.CallsPerDay, midnight));
        return limits;
    }

    private int Share(double part) => (int)Math.Ceiling(_options.CallsPerDay * part);

    private static async Task<int?> TakeAllAsync(List<Counted> limits, Func<Counted, Task<int?>> count, Func<Counted, Task<int?>> giveBack)
    {
        int? calls = null;
        for (var taken = 0; taken < limits.Count; taken++)
        {
            calls = await count(limits[taken]);
            if (calls is not null)
                continue;
            foreach (var limit in limits.Take(taken))
                await giveBack(limit);
            return null;
        }
        return calls;
    }

    /// <summary>One conditional write: where all are spent, nothing comes back.</summary>
    private async Task<int?> CountAsync(CxBotDbContext db, Counted limit, CancellationToken cancellationToken)
    {
        await using var command = Sql.Command(db, """
            INSERT INTO "ModelCalls" ("Limit", "Calls", "Until") VALUES (@limit, 1, @until)
            ON CONFLICT ("Limit") DO UPDATE SET
              "Calls" = CASE WHEN "ModelCalls"."Until" <= @now THEN 1 ELSE "ModelCalls"."Calls" + 1 END,
              "Until" = CASE WHEN "ModelCalls"."Until" <= @now THEN @until ELSE "ModelCalls"."Until" END
            WHERE "ModelCalls"."Until" <= @now OR "ModelCalls"."Calls" < @most
            RETURNING "Calls"
            """, ("@limit", limit.Limit), ("@until", limit.Until.UtcTicks), ("@now", time.GetUtcNow().UtcTicks), ("@most", limit.Most));
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? row.GetInt32(0) : null;
    }

    private static async Task<int?> GiveBackAsync(CxBotDbContext db, Counted limit, CancellationToken cancellationToken) =>
        await db
            .ModelCalls.Where(c => c.Limit == limit.Limit && c.Calls > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Calls, c => c.Calls - 1), cancellationToken);

    private async Task<int> ForgetAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await db.ModelCalls.Where(c => c.Until <= now).ExecuteDeleteAsync(cancellationToken);
    }

    private static async Task<T> AloneAsync<T>(CxBotDbContext db, Func<CancellationToken, Task<T>> act, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var result = await act(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private sealed record Counted(string Limit, int Most, DateTimeOffset Until);

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "{Calls} of the {Of} calls of the model that Answering:Model:CallsPerDay allows are made; "
            + "after them the article itself is the answer until midnight UTC")]
    private static partial void NearlySpent(ILogger logger, int calls, int of);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "All {Of} calls of the model that Answering:Model:CallsPerDay allows are made; "
            + "the article itself is the answer until midnight UTC")]
    private static partial void AllSpent(ILogger logger, int of);
}
