using System.Diagnostics;
using System.Threading.Channels;
using CxBot.Hosting;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace CxBot.Storage;

/// <summary>
/// One writer, many arrivals, one commit: write commands queue here, what waits runs in one transaction, and only after its commit is
/// anyone told.
/// </summary>
/// <remarks>
/// Each command has a savepoint, so that its failure is its own. A command must be short and must not wait for anything but the database.
/// </remarks>
public sealed class Writer(IDbContextFactory<CxBotDbContext> contexts, StorageState? state = null) : BackgroundService
{
    /// <summary>Bounds how long the first of a batch waits for the last.</summary>
    private const int LargestBatch = 200;

    /// <summary>What can wait joins a batch only while it is younger than this: arrivals wait for its commit.</summary>
    private static readonly TimeSpan MaxBatch = TimeSpan.FromMilliseconds(20);

    private readonly Channel<Command> _first = Channel.CreateUnbounded<Command>(new() { SingleReader = true });
    private readonly Channel<Command> _queue = Channel.CreateUnbounded<Command>(new() { SingleReader = true });
    private readonly Bell _bell = new();

    /// <summary>Runs a command and returns its result once it is committed.</summary>
    /// <exception cref="StorageException">The storage did not take it: nothing of it is stored. What the command itself throws comes as it
    /// is.</exception>
    public Task<T> RunAsync<T>(Func<CxBotDbContext, CancellationToken, Task<T>> command, CancellationToken cancellationToken)
        => Queue(_queue, command, cancellationToken);

    /// <summary>The same, before everything that is not of this kind: somebody outside waits for the acknowledgement.</summary>
    /// <inheritdoc cref="RunAsync{T}"/>
    public Task<T> RunFirstAsync<T>(Func<CxBotDbContext, CancellationToken, Task<T>> command, CancellationToken cancellationToken)
        => Queue(_first, command, cancellationToken);

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Func<CxBotDbContext, CancellationToken, Task> command, CancellationToken cancellationToken) =>
        RunAsync<bool>(async (db, token) => { await command(db, token); return true; }, cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not stopped by the token but by the closed queues: what was queued before the stop is still written.
        var batch = new List<Command>(LargestBatch);
        while (!_queue.Reader.Completion.IsCompleted || !_first.Reader.Completion.IsCompleted)
        {
            await _bell.WaitAsync(CancellationToken.None);
            while (_first.Reader.TryPeek(out var _) || _queue.Reader.TryPeek(out var _))
                await WriteAsync(batch);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _first.Writer.TryComplete();
        _queue.Writer.TryComplete();
        _bell.Ring();
        if (ExecuteTask is { } running)
            await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    private Task<T> Queue<T>(Channel<Command> to, Func<CxBotDbContext, CancellationToken, Task<T>> command,
        CancellationToken cancellationToken)
    {
        var work = new Command<T>(command, cancellationToken);
        if (!to.Writer.TryWrite(work))
            return Task.FromException<T>(new OperationCanceledException("The app is stopping; nothing was stored."));
        _bell.Ring();
        return work.Done;
    }

    /// <summary>The next of a batch: whoever is waited for first, and others while the batch is young.</summary>
    private Command? Next(int taken, long began)
    {
        if (taken == LargestBatch)
            return null;
        if (_first.Reader.TryRead(out var urgent))
            return urgent;
        return (taken == 0 || Stopwatch.GetElapsedTime(began) < MaxBatch) && _queue.Reader.TryRead(out var next) ? next : null;
    }

    private void TakeAll(List<Command> batch)
    {
        var began = Stopwatch.GetTimestamp();
        while (Next(batch.Count, began) is { } waiting)
            batch.Add(waiting);
    }

    private async Task WriteAsync(List<Command> batch)
    {
        batch.Clear();
        try
        {
            state?.RequireFiles();
            await CommitAsync(batch);
            // Asked afterwards too: what went into a file that is no longer there is not stored.
            state?.RequireFiles();
        }
#pragma warning disable CA1031 // Whatever happens, whoever waits is told, and the next batch is written.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            // Where not even the connection was had, nothing was taken: whoever waits is told, and does not wait for ever.
            if (batch.Count == 0)
                TakeAll(batch);
            // A command's own failure may have ended the transaction; what came of that says less than it does.
            var failure = AsStorage(batch.Select(command => command.Failure)
                .FirstOrDefault(own => own is not null && StorageFaults.Find(own) is not null) ?? thrown);
            state?.Failed(failure);
            foreach (var command in batch)
                command.Fail(failure);
            return;
        }
        foreach (var command in batch)
            command.Release(AsThrown);
    }

    private async Task CommitAsync(List<Command> batch)
    {
        await using var outer = contexts.CreateDbContext();
        await outer.Database.OpenConnectionAsync();
        await using var transaction = await outer.Database.BeginTransactionAsync();
        var connection = outer.Database.GetDbConnection();
        var began = Stopwatch.GetTimestamp();
        while (Next(batch.Count, began) is { } command)
        {
            batch.Add(command);
            if (command.Abandoned)
                continue;
            await transaction.CreateSavepointAsync("command");
            await using var db = contexts.CreateDbContext();
            db.Database.SetDbConnection(connection);
            await db.Database.UseTransactionAsync(transaction.GetDbTransaction());
            db.Database.AutoSavepointsEnabled = false;
            if (!await command.TryRunAsync(db))
                await transaction.RollbackToSavepointAsync("command");
        }
        await transaction.CommitAsync();
    }

    private StorageException AsStorage(Exception failure) =>
        StorageException.Of(failure, (contexts as CxBotDbContextFactory)?.Place ?? "The database");

    /// <summary>A disk that fails one command is a fault of the storage, and everything else is the command's own.</summary>
    private Exception AsThrown(Exception thrown)
    {
        if (thrown is StorageException || StorageFaults.Find(thrown) is null)
            return thrown;
        var failure = AsStorage(thrown);
        state?.Failed(failure);
        return failure;
    }

    private abstract class Command
    {
        public abstract bool Abandoned { get; }

        /// <summary>What the command itself has thrown.</summary>
        public abstract Exception? Failure { get; }
        public abstract Task<bool> TryRunAsync(CxBotDbContext db);
        public abstract void Release(Func<Exception, Exception> asThrown);
        public abstract void Fail(StorageException failure);
    }

    private sealed class Command<T>(Func<CxBotDbContext, CancellationToken, Task<T>> run, CancellationToken cancellationToken) : Command
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private bool _ran;
        private Exception? _failure;

        public Task<T> Done => _done.Task;

        public override Exception? Failure => _failure;

        // A caller that has left before its turn is not written for; one that leaves later is.
        public override bool Abandoned => cancellationToken.IsCancellationRequested;

        public override async Task<bool> TryRunAsync(CxBotDbContext db)
        {
            _ran = true;
            try
            {
                _result = await run(db, CancellationToken.None);
                return true;
            }
#pragma warning disable CA1031 // Whatever a command throws belongs to its caller, not to its neighbours in the batch.
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                _failure = thrown;
                return false;
            }
        }

        public override void Release(Func<Exception, Exception> asThrown)
        {
            if (_failure is not null)
                _done.TrySetException(asThrown(_failure));
            else if (!_ran)
                _done.TrySetCanceled(cancellationToken);
            else
                _done.TrySetResult(_result!);
        }

        // What the command itself refused, such as a conversation that is another's, would be refused again.
        public override void Fail(StorageException thrown) =>
            _done.TrySetException(_failure is null || StorageFaults.Find(_failure) is not null ? thrown : _failure);
    }
}
