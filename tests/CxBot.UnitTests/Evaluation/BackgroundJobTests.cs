using CxBot.Evaluation;
using CxBot.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxBot.Tests.Evaluation;

public sealed class BackgroundJobTests : IDisposable
{
    private readonly BackgroundJob _job = new(TimeProvider.System, NullLogger<BackgroundJob>.Instance);

    public void Dispose() => _job.Dispose();

    [Fact]
    public async Task One_thing_runs_at_a_time_and_can_be_cancelled()
    {
        var begun = new TaskCompletionSource();
        Assert.True(_job.TryStart(JobKind.OwnWays, "Sari", async (progress, cancellationToken) =>
        {
            progress(3, 10);
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }));
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((JobKind.OwnWays, "Sari", 3, 10), (_job.Current!.Kind, _job.Current.By, _job.Current.Done, _job.Current.All));
        Assert.False(_job.TryStart(JobKind.Replay, "Budi", (_, _) => Task.CompletedTask));

        _job.Cancel();
        await IdleAsync();
        Assert.Null(_job.Failed);
        Assert.True(_job.TryStart(JobKind.Replay, "Budi", (_, _) => Task.CompletedTask));
        await IdleAsync();
    }

    [Fact]
    public async Task A_failure_is_told_until_something_else_begins()
    {
        _job.TryStart(JobKind.Replay, "Sari", (_, _) => throw new InvalidOperationException("no"));
        await IdleAsync();
        Assert.Equal(JobKind.Replay, _job.Failed);

        _job.TryStart(JobKind.Replay, "Sari", (_, _) => Task.CompletedTask);
        await IdleAsync();
        Assert.Null(_job.Failed);
    }

    [Fact]
    public async Task The_end_is_told_when_nothing_runs_any_more()
    {
        var idle = new TaskCompletionSource();
        _job.Changed += () =>
        {
            if (_job.Current is null)
                idle.TrySetResult();
        };
        _job.TryStart(JobKind.Replay, "Sari", (_, _) => Task.CompletedTask);
        await idle.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    private Task IdleAsync() => Eventually.TrueAsync(() => Task.FromResult(_job.Current is null), "the work to end");
}
