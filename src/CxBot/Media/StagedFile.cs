namespace CxBot.Media;

/// <summary>A file that was received, checked and synced, but belongs to nothing yet. Disposal removes it unless it was kept.</summary>
public sealed class StagedFile(string path, string fileName, FileKind kind, long bytes) : IDisposable
{
    public string FileName => fileName;
    public FileKind Kind => kind;
    public long Bytes => bytes;

    internal void MoveTo(string destination) => File.Move(path, destination);

    public void Dispose() => File.Delete(path);
}
