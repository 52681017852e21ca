using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CxBot.Storage;

/// <summary>
/// Closes the database's folder and files to other users of the machine, where an earlier version or a copy left them open. Whoever can
/// read them is, with some work, the administrator.
/// </summary>
internal sealed class PrivateStorage(CxBotDbContextFactory contexts, ILogger<PrivateStorage> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (contexts.File is { } file && Path.GetDirectoryName(file) is { } folder)
            // The log and the shared memory beside it bear its name.
            PrivateFiles.Close(folder, name => name.StartsWith(Path.GetFileName(file), StringComparison.Ordinal), logger);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Makes the folder and an empty file that nobody else can read, before SQLite does: what it puts beside the file has the file's
    /// rights.
    /// </summary>
    internal static void Prepare(string file)
    {
        if (Path.GetDirectoryName(file) is { } folder)
            PrivateFiles.CreateFolder(folder);
        if (File.Exists(file))
            return;
        try
        {
            PrivateFiles.Create(file).Dispose();
        }
        catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
        {
            // Another process was first, or SQLite will say what is wrong.
        }
    }
}
