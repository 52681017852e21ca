using CxBot.Handover;
using CxBot.Hosting;
using CxBot.Mail;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Reports.Mail;

/// <summary>Which reports are due by e-mail, and what became of each. Every step is a conditional write: whoever comes second does
/// nothing.</summary>
public sealed class ReportMailings(
    Writer writer, IDbContextFactory<CxBotDbContext> contexts, TeamPresence team, IOptions<ReportMailOptions> options, TimeProvider time)
{
    /// <summary>After so long nobody waits for it any more.</summary>
    public static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(3);

    /// <summary>What is being handed over for longer was begun by a process that died: no server may take so long.</summary>
    public static readonly TimeSpan MaxSending = TimeSpan.FromMinutes(5);

    private const int FirstPause = 6;

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);
    private static readonly TimeSpan TroubleShownFor = TimeSpan.FromDays(7);
    private static readonly Backoff Pauses = new(TimeSpan.FromHours(1));

    /// <summary>Writes down what has fallen due: the last period of each kind, and what was missed within three days before. When a kind
    /// is first turned on, its last period alone.</summary>
    public async Task MakeDueAsync(CancellationToken cancellationToken)
    {
        var (now, addresses) = (time.GetUtcNow(), options.Value.Addresses());
        await writer.RunAsync(async (db, token) =>
        {
            await db.ReportMailings.Where(m => m.MadeAt < now - KeptFor
                || (m.State == MailingState.Waiting && !addresses.Contains(m.Recipient))).ExecuteDeleteAsync(token);
            await db.ReportMailings.Where(m => m.State == MailingState.Sending && m.DueAt < now - MaxSending).ExecuteUpdateAsync(
                set => set.SetProperty(m => m.State, MailingState.Unknown).SetProperty(m => m.Problem, MailProblem.NotKnown), token);
            foreach (var period in options.Value.Periods())
            {
                var last = await db.ReportMailings.Where(m => m.Period == period).MaxAsync(m => (DateOnly?)m.From, token);
                foreach (var (from, to) in Due(period, last, now))
                    db.ReportMailings.AddRange(addresses.Select(address => new ReportMailing
                    {
                        Period = period,
                        From = from,
                        To = to,
                        Recipient = address,
                        MadeAt = now,
                        DueAt = now,
                    }));
            }

            await db.SaveChangesAsync(token);
        }, cancellationToken);
    }

    /// <summary>What is to be sent now, the oldest first.</summary>
    public async Task<IReadOnlyList<ReportMailing>> WaitingAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = contexts.CreateDbContext();
        return await db.ReportMailings.AsNoTracking().Where(m => m.State == MailingState.Waiting && m.DueAt <= now)
            .OrderBy(m => m.From).ThenBy(m => m.Id).ToListAsync(cancellationToken);
    }

    /// <summary>The newest, for whoever wants to know whether they go out.</summary>
    public async Task<IReadOnlyList<ReportMailing>> LastAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.ReportMailings.AsNoTracking().OrderByDescending(m => m.Id).Take(count).ToListAsync(cancellationToken);
    }

    /// <summary>What stands in the way of mail now, or did within a week; null where all went out.</summary>
    public async Task<MailProblem?> TroubleAsync(CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - TroubleShownFor;
        await using var db = contexts.CreateDbContext();
        return await db.ReportMailings.Where(m => m.Problem != null && m.State != MailingState.Sent && m.MadeAt > since)
            .OrderByDescending(m => m.Id).Select(m => m.Problem).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Takes one for handing it over.</summary>
    /// <returns>False where another process has it.</returns>
    public Task<bool> ClaimAsync(ReportMailing mailing, CancellationToken cancellationToken) =>
        ChangeAsync(mailing, MailingState.Waiting, MailingState.Sending, mailing.Attempts, time.GetUtcNow(), null, cancellationToken);

    public Task SentAsync(ReportMailing mailing, CancellationToken cancellationToken) =>
        ChangeAsync(mailing, MailingState.Sending, MailingState.Sent, mailing.Attempts, time.GetUtcNow(), null, cancellationToken);

    /// <summary>It is tried again, after a pause that grows with each attempt up to an hour.</summary>
    /// <param name="claimed">Whether this process had taken it: what another has is left alone.</param>
    /// <returns>When; null where it is not.</returns>
    public async Task<DateTimeOffset?> FailedAsync(
        ReportMailing mailing, MailProblem problem, bool claimed, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var next = problem == MailProblem.NotKnown ? MailingState.Unknown
            : now - mailing.MadeAt > GivenUpAfter ? MailingState.GivenUp : MailingState.Waiting;
        // The first pause is a minute.
        var again = now + Pauses.After(FirstPause + mailing.Attempts);
        var from = claimed ? MailingState.Sending : MailingState.Waiting;
        await ChangeAsync(mailing, from, next, mailing.Attempts + 1, again, problem, cancellationToken);
        return next == MailingState.Waiting ? again : null;
    }

    private Task<bool> ChangeAsync(ReportMailing mailing, MailingState from, MailingState to, int attempts, DateTimeOffset at,
        MailProblem? problem, CancellationToken cancellationToken)
    {
        var (id, tried) = (mailing.Id, mailing.Attempts);
        return writer.RunAsync(async (db, token) =>
            await db.ReportMailings.Where(m => m.Id == id && m.State == from && m.Attempts == tried).ExecuteUpdateAsync(set => set
                .SetProperty(m => m.State, to).SetProperty(m => m.Attempts, attempts).SetProperty(m => m.DueAt, at)
                .SetProperty(m => m.Problem, problem), token) == 1, cancellationToken);
    }

    /// <summary>The periods of a kind that are due and were not written down yet, the oldest first.</summary>
    private IEnumerable<(DateOnly From, DateOnly To)> Due(MailPeriod period, DateOnly? last, DateTimeOffset now)
    {
        var (zone, hour) = (team.Hours.Zone, options.Value.Hour);
        var due = new List<(DateOnly, DateOnly)>();
        var one = MailCalendar.Before(period, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime));
        if (MailCalendar.DueAt(one.To, hour, zone) > now)
            one = MailCalendar.Before(period, one.From);
        while (last is null || one.From > last)
        {
            due.Insert(0, one);
            one = MailCalendar.Before(period, one.From);
            if (last is null || now - MailCalendar.DueAt(one.To, hour, zone) > GivenUpAfter)
                break;
        }

        return due;
    }
}
