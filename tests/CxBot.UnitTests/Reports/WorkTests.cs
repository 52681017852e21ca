using CsCheck;
using CxBot.Reports.Work;

namespace CxBot.Tests.Reports;

/// <summary>What people had to do and did, against a count of each second.</summary>
public sealed class WorkTests
{
    private static readonly Gen<(long From, long To)> Span =
        Gen.Select(Gen.Long[0, 100], Gen.Long[1, 40]).Select((from, length) => (from, from + length));

    [Fact]
    public void Each_second_at_the_desk_is_counted_once_and_shared_among_the_cases_at_hand() =>
        Gen.Select(Span.Array[0, 3], Span.Array[0, 6]).Sample((there, with) =>
        {
            var present = new List<WorkSpan>();
            foreach (var (from, to) in there.OrderBy(span => span.From))
                if (present.Count == 0 || present[^1].To < from)
                    present.Add(new WorkSpan(from, to));
            var cases = with.Select((span, i) => new WorkSpan(span.From, span.To, i / 2)).ToList();
            var seconds = Enumerable.Range(0, 150).Where(s => present.Exists(p => p.From <= s && s < p.To)).ToList();
            var open = seconds.ConvertAll(s => cases.Count(c => c.From <= s && s < c.To));

            var work = AgentWork.Of(present, cases);

            Assert.Equal(TimeSpan.FromSeconds(seconds.Count), work.Present);
            Assert.Equal(TimeSpan.FromSeconds(open.Count(cases => cases > 0)), work.Occupied);
            Assert.Equal(TimeSpan.FromSeconds(open.Sum()), work.CaseTime);
            Assert.Equal(cases.Select(c => c.CaseId).Distinct().Count(), work.Handled);
        });

    [Fact]
    public void The_backlog_is_who_waited_at_each_moment() =>
        Gen.Select(Span.Array[0, 12], Gen.Bool.Array[12]).Sample((spans, open) =>
        {
            var waits = spans.Select((span, i) => (span.From, Until: open[i] ? (long?)null : span.To)).ToList();
            var moments = Enumerable.Range(0, 15).Select(i => DateTimeOffset.FromUnixTimeSeconds(i * 10)).ToList();

            var backlog = Backlog.Of(waits, moments);

            Assert.Equal(
                moments.Select(moment =>
                {
                    var at = moment.ToUnixTimeSeconds();
                    var those = waits.Where(w => w.From <= at && (w.Until is null || w.Until > at)).ToList();
                    return new Backlog(
                        moment, those.Count, those.Count > 0 ? TimeSpan.FromSeconds(at - those.Min(w => w.From)) : null);
                }),
                backlog);
        });
}
