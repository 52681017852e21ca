using CxBot.Hosting;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CxBot.Media;

/// <summary>Removes files that nothing refers to: their conversation was deleted, or their upload broke off.</summary>
public sealed partial class MediaSweep(IOptions<MediaOptions> options, IDbContextFactory<CxBotDbContext> contexts, TimeProvider time,
    ILogger<MediaSweep> logger)
    : PeriodicWorker(Every, time, logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>A file is on disk before its row is: a young one may still be getting its row.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    protected override TimeSpan FirstAfter => Every;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        PrivateFiles.Close(options.Value.Folder, name => MediaStore.IsId(Path.GetFileNameWithoutExtension(name)), Logger);
        return base.ExecuteAsync(stoppingToken);
    }

    public override Task RoundAsync(CancellationToken cancellationToken) => SweepAsync(cancellationToken);

    /// <summary>One round.</summary>
    /// <returns>How many files went.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(options.Value.Folder);
        if (!folder.Exists)
            return 0;
        var oldest = (Time.GetUtcNow() - Grace).UtcDateTime;
        var removed = 0;
        // Only what bears a name of ours: the folder may hold other things.
        foreach (var batch in folder.EnumerateFiles()
            .Where(f => MediaStore.IsId(Path.GetFileNameWithoutExtension(f.Name)) && f.LastWriteTimeUtc < oldest).Chunk(500))
        {
            await using var db = contexts.CreateDbContext();
            var names = batch.Select(f => f.Name).ToList();
            var known = await db.MediaFiles.Where(f => names.Contains(f.Id)).Select(f => f.Id).ToHashSetAsync(cancellationToken);
            foreach (var orphan in batch.Where(f => !known.Contains(f.Name)))
            {
                orphan.Delete();
                removed++;
            }
        }
        if (removed > 0)
            FilesRemoved(Logger, removed);
        return removed;
    }

    [LoggerMessage(1, LogLevel.Information, "{Count} files without a conversation were removed")]
    private static partial void FilesRemoved(ILogger logger, int count);
}
