using CxBot.Storage;

namespace CxBot.Web.Desk.People;

/// <summary>
/// A file for a download, that nobody else can read and that goes when it is closed: a browser that breaks off must not break off the work.
/// </summary>
internal static class TemporaryFile
{
    public static FileStream Create() =>
        PrivateFiles.Create(Path.Combine(Path.GetTempPath(), "cxbot-" + Guid.NewGuid().ToString("N")),
            options: FileOptions.Asynchronous | FileOptions.DeleteOnClose);
}
