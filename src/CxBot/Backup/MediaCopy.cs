using CxBot.Storage;

namespace CxBot.Backup;

/// <summary>Copies a file to the disk, for its owner alone.</summary>
internal static class MediaCopy
{
    /// <returns>False where it is not there: it went with its conversation.</returns>
    public static async Task<bool> TryAsync(string from, string to, CancellationToken cancellationToken)
    {
        try
        {
            await using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 81920,
                FileOptions.Asynchronous | FileOptions.SequentialScan);
            await using var target = PrivateFiles.Create(to, FileMode.Create);
            await source.CopyToAsync(target, cancellationToken);
            target.Flush(flushToDisk: true);
            return true;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }
}
