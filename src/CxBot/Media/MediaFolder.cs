using CxBot.Hosting;
using CxBot.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CxBot.Media;

/// <summary>
/// Looks whether the folder of the files is there and takes files; said once in the log, and by <c>/health/ready</c> for as long as it
/// lasts.
/// </summary>
public sealed partial class MediaFolder(IOptions<MediaOptions> options, TimeProvider time, ILogger<MediaFolder> logger)
    : PeriodicWorker(Every, time, logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    private readonly string _folder = Path.GetFullPath(options.Value.Folder);

    /// <summary>Why no file can be kept; null where all is well.</summary>
    public string? Problem { get; private set; }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            PrivateFiles.CreateFolder(_folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Conversations go on without files; the first look says so.
        }
        Look();
        return base.StartAsync(cancellationToken);
    }

    protected override TimeSpan FirstAfter => Every;

    public override Task RoundAsync(CancellationToken cancellationToken)
    {
        Look();
        return Task.CompletedTask;
    }

    private void Look()
    {
        var found = Find();
        if (found is not null && Problem is null)
            FilesFail(Logger, found);
        else if (found is null && Problem is not null)
            FilesWork(Logger, _folder);
        Problem = found;
    }

    private string? Find()
    {
        if (!Directory.Exists(_folder))
            return $"Media:Folder {_folder} is missing, and with it the files that were sent; messages go on without files. Put it back.";
        try
        {
            using var probe = PrivateFiles.Create(Path.Combine(_folder, $".probe-{Environment.ProcessId}"), FileMode.Create,
                FileOptions.DeleteOnClose);
            probe.WriteByte(0);
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return $"Media:Folder {_folder} takes no files ({refused.Message.TrimEnd('.')}); messages go on without files. Give the "
                + "user that CxBot runs as the right to write it, or make room.";
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{Problem}")]
    private static partial void FilesFail(ILogger logger, string problem);

    [LoggerMessage(2, LogLevel.Warning, "Media:Folder {Folder} takes files again")]
    private static partial void FilesWork(ILogger logger, string folder);
}
