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
/// Each command has a savepoint, so a failing command rolls back itself alone. A command must be short and must wait for nothing but the
/// database.
/// </remarks>
public sealed class Writer(IDbContextFactory<CxBotDbContext> contexts, StorageState? state = null) : BackgroundService
{
    /// <summary>Bounds how long the first of a batch waits for the last.</summary>
    private const int LargestBatch = 200;

    /// <summary>A command that can wait joins a batch only while the batch is younger than this, because arrivals wait for the
    /// commit.</summary>
    private static readonly TimeSpan MaxBatch = TimeSpan.FromMilliseconds(20);

    private readonly Channel<Command> _first = Channel.CreateUnbounded<Command>(new() { SingleReader = true });
    private readonly Channel<Command> _queue = Channel.CreateUnbounded<Command>(new() { SingleReader = true });
    private readonly Bell _bell = new();

    /// <summary>Runs a command and returns its result once it is committed.</summary>
    /// <exception cref="StorageException">The storage did not take it: nothing of it is stored. What the command itself throws comes as it
    /// is.</exception>
    public Task<T> RunAsync<T>(Func<CxBotDbContext, CancellationToken, Task<T>> command, CancellationToken cancellationToken)
        => Queue(_queue, command, cancellationToken);

    /// <summary>Runs a command before those of <see cref="RunAsync{T}"/>, because a caller outside the process waits for the
    /// acknowledgement.</summary>
    /// <inheritdoc cref="RunAsync{T}"/>
    public Task<T> RunFirstAsync<T>(Func<CxBotDbContext, CancellationToken, Task<T>> command, CancellationToken cancellationToken)
        => Queue(_first, command, cancellationToken);

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Func<CxBotDbContext, CancellationToken, Task> command, CancellationToken cancellationToken) =>
        RunAsync<bool>(
            async (db, token) =>
            {
                await command(db, token);
                return true;
            },
            cancellationToken);

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

    /// <summary>The next command of a batch: those of <see cref="RunFirstAsync{T}"/> first, the others while the batch is young.</summary>
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
            // The files are checked again after the commit: what was written into a deleted file is not stored.
            state?.RequireFiles();
        }
#pragma warning disable CA1031 // Whatever happens, whoever waits is told, and the next batch is written.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            // Without a connection no command was taken from the queue. Its callers must hear of the failure too, or they would wait for
            // ever.
            if (batch.Count == 0)
                TakeAll(batch);
            // The failure of one command may have ended the transaction. That first failure says more than the errors that followed from
            // it.
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

    /// <summary>The exception for the caller. A failing disk is a fault of the storage; every other failure is the command's own.</summary>
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

        /// <summary>The exception of the command itself; null where it threw none.</summary>
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

        // A command whose caller left before it ran is skipped. A command that runs already is finished.
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

        // A command's own refusal (the conversation is another agent's) would come again, so the caller gets it instead of the storage's
        // fault.
        public override void Fail(StorageException thrown) =>
            _done.TrySetException(_failure is null || StorageFaults.Find(_failure) is not null ? thrown : _failure);
    }
}
