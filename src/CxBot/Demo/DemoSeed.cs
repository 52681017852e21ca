using CxBot.Conversations;
using CxBot.Demo.Plan;
using CxBot.Demo.Rows;
using CxBot.Handover;
using CxBot.Handover.Hours;
using CxBot.Knowledge;
using CxBot.Reports.Facts;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Demo;

/// <summary>Fills an empty installation with an invented shop's traffic: real rows, marked as demo. Nothing of it is sent.</summary>
public sealed class DemoSeed(
    Writer writer, IDbContextFactory<CxBotDbContext> contexts, KnowledgeBase knowledge, TeamPresence team, FactsFollower follower,
    TimeProvider time)
{
    /// <summary>So many customers are one write.</summary>
    private const int AtOnce = 25;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    /// <summary>Makes it up. Stopped, it leaves what <see cref="DemoRemoval"/> takes away.</summary>
    /// <param name="progress">Told how far it is.</param>
    /// <exception cref="KnowledgeException">The articles cannot be read.</exception>
    public async Task<DemoSeeded> RunAsync(DemoSettings settings, IProgress<DemoProgress> progress, CancellationToken cancellationToken)
    {
        await knowledge.LoadAsync(cancellationToken);
        if (knowledge.Current.Articles is not { Count: > 0 } articles)
            return new DemoSeeded(DemoRefusal.NoArticles, 0, 0);
        var now = time.GetUtcNow();
        var (zone, shifts) = (team.Hours.Zone, new DemoShifts(team.Hours.Zone));
        var plan = new DemoPlan(settings, articles, now, zone);
        var calendar = TeamCalendar.Of(team.Hours).Write();
        await writer.RunAsync((db, token) => CalendarVersion.KeepAsync(db, calendar, now, token), cancellationToken);
        var (refusal, made) = await writer.RunAsync(async (db, token) => await RefusalAsync(db, token) is { } why
            ? (why, null)
            : ((DemoRefusal?)null, await DemoTeam.AddAsync(db, plan, shifts, now, token)), cancellationToken);
        if (made is null)
            return new DemoSeeded(refusal, 0, 0);
        var rows = new DemoRows(settings, made, now);
        var (customers, cases) = (0, 0);
        foreach (var some in plan.People().Chunk(AtOnce))
        {
            await writer.RunAsync((db, token) => rows.WriteAsync(db, some, token), cancellationToken);
            (customers, cases) = (customers + some.Length, cases + some.Sum(person => person.Visits.Count));
            var day = DateOnly.FromDateTime(some[^1].Visits[0].At.UtcDateTime);
            progress.Report(new DemoProgress(cases, day, null));
        }

        await ReckonAsync(cases, progress, cancellationToken);
        return new DemoSeeded(null, customers, cases);
    }

    private static async Task<DemoRefusal?> RefusalAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        if (await DemoMark.IsThereAsync(db, cancellationToken))
            return DemoRefusal.DemoIsThere;
        return await db.Conversations.IgnoreQueryFilters().AnyAsync(cancellationToken) ? DemoRefusal.CustomersAreThere : null;
    }

    /// <summary>Until every case has its facts: here, or where the app runs beside this.</summary>
    private async Task ReckonAsync(int cases, IProgress<DemoProgress> progress, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var following = FollowAsync(stop.Token);
        while (!following.IsCompleted)
        {
            await Task.WhenAny(following, Task.Delay(LookAgain * 25, time, cancellationToken));
            progress.Report(new DemoProgress(cases, null, await LeftAsync(cancellationToken)));
        }

        await following;
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        do
        {
            try
            {
                await follower.CatchUpAsync(cancellationToken);
            }
            catch (DbUpdateException)
            {
                // The app beside this was faster with some of them.
                await Task.Delay(LookAgain, time, cancellationToken);
            }
        }
        while (await LeftAsync(cancellationToken) > 0);
    }

    private async Task<int> LeftAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.CaseChanges.CountAsync(cancellationToken);
    }
}

/// <summary>How far the demo is.</summary>
/// <param name="Cases">So many are there.</param>
/// <param name="Day">The day that they have come to; null once all are there.</param>
/// <param name="Left">So many are still to be counted; null before.</param>
public sealed record DemoProgress(int Cases, DateOnly? Day, int? Left);

/// <summary>What was made up.</summary>
/// <param name="Refusal">Why nothing was; null where it was.</param>
public sealed record DemoSeeded(DemoRefusal? Refusal, int Customers, int Cases);

/// <summary>Why there is no demo here.</summary>
public enum DemoRefusal
{
    /// <summary>Real customers have written: figures of both would be mixed.</summary>
    CustomersAreThere,

    DemoIsThere,

    /// <summary>There is no article that anybody could ask for.</summary>
    NoArticles,
}
