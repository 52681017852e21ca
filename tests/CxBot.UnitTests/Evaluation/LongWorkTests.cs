using CxBot.Evaluation;
using CxBot.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxBot.Tests.Evaluation;

public sealed class LongWorkTests : IDisposable
{
    private readonly LongWork _work = new(TimeProvider.System, NullLogger<LongWork>.Instance);

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task One_thing_runs_at_a_time_and_can_be_cancelled()
    {
        var begun = new TaskCompletionSource();
        Assert.True(_work.TryStart(WorkKind.OwnWays, "Sari", async (progress, cancellationToken) =>
        {
            progress(3, 10);
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }));
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((WorkKind.OwnWays, "Sari", 3, 10), (_work.Current!.Kind, _work.Current.By, _work.Current.Done, _work.Current.All));
        Assert.False(_work.TryStart(WorkKind.Replay, "Budi", (_, _) => Task.CompletedTask));

        _work.Cancel();
        await IdleAsync();
        Assert.Null(_work.Failed);
        Assert.True(_work.TryStart(WorkKind.Replay, "Budi", (_, _) => Task.CompletedTask));
        await IdleAsync();
    }

    [Fact]
    public async Task A_failure_is_told_until_something_else_begins()
    {
        _work.TryStart(WorkKind.Replay, "Sari", (_, _) => throw new InvalidOperationException("no"));
        await IdleAsync();
        Assert.Equal(WorkKind.Replay, _work.Failed);

        _work.TryStart(WorkKind.Replay, "Sari", (_, _) => Task.CompletedTask);
        await IdleAsync();
        Assert.Null(_work.Failed);
    }

    [Fact]
    public async Task The_end_is_told_when_nothing_runs_any_more()
    {
        var idle = new TaskCompletionSource();
        _work.Changed += () =>
        {
            if (_work.Current is null) idle.TrySetResult();
        };
        _work.TryStart(WorkKind.Replay, "Sari", (_, _) => Task.CompletedTask);
        await idle.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    private Task IdleAsync() => Eventually.TrueAsync(() => Task.FromResult(_work.Current is null), "the work to end");
}
