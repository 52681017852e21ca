using System.Globalization;

namespace CxBot.Storage.Sqlite;

/// <summary>
/// SQLite is for one process: a lock beside the database, held while the app runs. The system gives it back however the process ends.
/// </summary>
public sealed class StorageLock : IDisposable
{
    private const int TakenOnLinux = 11;
    private const int TakenOnMac = 35;
    private const int TakenOnWindows = unchecked((int)0x80070020);

    private readonly FileStream _file;

    private StorageLock(FileStream file) => _file = file;

    /// <summary>Takes it.</summary>
    /// <returns>Null where another process has it.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static StorageLock? TryTake(string database)
    {
        FileStream file;
        try
        {
            file = PrivateFiles.Create(database + ".lock", FileMode.OpenOrCreate, FileOptions.None);
        }
        catch (IOException taken) when (taken.HResult is TakenOnLinux or TakenOnMac or TakenOnWindows)
        {
            return null;
        }
        SayWho(database + ".pid");
        return new StorageLock(file);
    }

    /// <summary>Who has it, for a person.</summary>
    public static string Holder(string database)
    {
        try
        {
            return $"process {File.ReadAllText(database + ".pid").Trim()}";
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>
    /// In a file of its own: nobody can read the one that is locked. Only a help for people, so a full disk does not matter here.
    /// </summary>
    private static void SayWho(string path)
    {
        try
        {
            using var who = PrivateFiles.Create(path, FileMode.Create, FileOptions.None);
            who.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Nobody is named then.
        }
    }
}
