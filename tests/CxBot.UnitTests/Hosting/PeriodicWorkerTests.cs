using System.Threading.Channels;
using CxBot.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Hosting;

public sealed class PeriodicWorkerTests
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_round_is_made_at_the_start_after_each_period_and_when_somebody_wakes_it()
    {
        var worker = new Counting(_time);
        await worker.StartAsync(Token);
        Assert.Equal(1, await worker.NextAsync());

        await worker.IsWaitingAsync();
        _time.Advance(Every);
        Assert.Equal(2, await worker.NextAsync());

        worker.Wake();
        Assert.Equal(3, await worker.NextAsync());
        await worker.StopAsync(Token);
    }

    [Fact]
    public async Task A_round_that_fails_is_logged_and_the_next_one_is_made()
    {
        using var log = new LogLines();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        var worker = new Counting(_time, loggers.CreateLogger<Counting>()) { Fails = true };
        await worker.StartAsync(Token);
        Assert.Equal(1, await worker.NextAsync());
        worker.Fails = false;
        worker.Wake();
        Assert.Equal(2, await worker.NextAsync());
        await worker.StopAsync(Token);
        Assert.Single(log.Having("A round failed"));
    }

    [Fact]
    public async Task A_worker_that_begins_later_makes_its_first_round_then()
    {
        var time = new HeardTime();
        var worker = new Counting(time) { Begins = TimeSpan.FromHours(1) };
        await worker.StartAsync(Token);
        // A start does not wait for what the worker does in the background: a clock set forward before it waits would go unheard.
        await time.WaitedOn;
        time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(0, worker.Rounds);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await worker.NextAsync());
        await worker.StopAsync(Token);
    }

    [Fact]
    public async Task A_stop_ends_it_without_a_failure()
    {
        var worker = new Counting(_time);
        await worker.StartAsync(Token);
        await worker.NextAsync();
        await worker.StopAsync(Token);
        Assert.True(worker.ExecuteTask!.IsCompletedSuccessfully);
    }

    /// <summary>Tells when somebody waits for it.</summary>
    private sealed class HeardTime : FakeTimeProvider
    {
        private readonly TaskCompletionSource _waitedOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task WaitedOn => _waitedOn.Task.WaitAsync(TimeSpan.FromSeconds(30), System, Token);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _waitedOn.TrySetResult();
            return timer;
        }
    }

    private sealed class Counting(TimeProvider time, ILogger? logger = null)
        : PeriodicWorker(Every, time, logger ?? Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance)
    {
        private readonly Channel<int> _rounds = Channel.CreateUnbounded<int>();
        private readonly Channel<bool> _waits = Channel.CreateUnbounded<bool>();

        public bool Fails { get; set; }

        public TimeSpan Begins { get; init; }

        public int Rounds { get; private set; }

        protected override TimeSpan FirstAfter => Begins;

        public async Task<int> NextAsync() => await _rounds.Reader.ReadAsync(Token);

        public async Task IsWaitingAsync() => await _waits.Reader.ReadAsync(Token);

        public override Task RoundAsync(CancellationToken cancellationToken)
        {
            _rounds.Writer.TryWrite(++Rounds);
            return Fails ? throw new InvalidOperationException("It failed.") : Task.CompletedTask;
        }

        protected override Task WaitAsync(CancellationToken cancellationToken)
        {
            var waiting = base.WaitAsync(cancellationToken);
            _waits.Writer.TryWrite(true);
            return waiting;
        }
    }
}
