using CxBot.Evaluation.Metrics;
using CxBot.Evaluation.Questions;
using CxBot.Evaluation;
using CxBot.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxBot.Tests.Evaluation;

public sealed class LongWorkTests : IDisposable
{
    private readonly LongWork work = new(TimeProvider.System, NullLogger<LongWork>.Instance);

    public void Dispose() => work.Dispose();

    [Fact]
    public async Task One_thing_runs_at_a_time_and_can_be_cancelled()
    {
        var begun = new TaskCompletionSource();
        Assert.True(work.TryStart(WorkKind.OwnWays, "Sari", async (progress, ct) =>
        {
            progress(3, 10);
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        }));
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((WorkKind.OwnWays, "Sari", 3, 10), (work.Current!.Kind, work.Current.By, work.Current.Done, work.Current.All));
        Assert.False(work.TryStart(WorkKind.Replay, "Budi", (_, _) => Task.CompletedTask));

        work.Cancel();
        await IdleAsync();
        Assert.Null(work.Failed);
        Assert.True(work.TryStart(WorkKind.Replay, "Budi", (_, _) => Task.CompletedTask));
        await IdleAsync();
    }

    [Fact]
    public async Task A_failure_is_told_until_something_else_begins()
    {
        work.TryStart(WorkKind.Replay, "Sari", (_, _) => throw new InvalidOperationException("no"));
        await IdleAsync();
        Assert.Equal(WorkKind.Replay, work.Failed);

        work.TryStart(WorkKind.Replay, "Sari", (_, _) => Task.CompletedTask);
        await IdleAsync();
        Assert.Null(work.Failed);
    }

    [Fact]
    public async Task The_end_is_told_when_nothing_runs_any_more()
    {
        var idle = new TaskCompletionSource();
        work.Changed += () =>
        {
            if (work.Current is null) idle.TrySetResult();
        };
        work.TryStart(WorkKind.Replay, "Sari", (_, _) => Task.CompletedTask);
        await idle.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    private Task IdleAsync() => Eventually.TrueAsync(() => Task.FromResult(work.Current is null), "the work to end");
}
