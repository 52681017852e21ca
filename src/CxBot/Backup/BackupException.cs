namespace CxBot.Backup;

/// <summary>A backup cannot be made or restored. The message says why and what to do, for the owner.</summary>
public sealed class BackupException : Exception
{
    public BackupException()
    {
    }

    public BackupException(string message) : base(message)
    {
    }

    public BackupException(string message, Exception inner) : base(message, inner)
    {
    }
}
