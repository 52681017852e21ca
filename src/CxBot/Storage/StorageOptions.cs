using CxBot.Hosting;

namespace CxBot.Storage;

/// <summary>Where everything is kept. Section <c>Storage</c>.</summary>
public sealed class StorageOptions : ICheckedOptions
{
    public const string Section = "Storage";

    /// <summary>The database. Default SQLite: one file, no server.</summary>
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>How to reach it. Default: <c>data/cxbot.db</c> under the folder the app is started in.</summary>
    public string ConnectionString { get; set; } = "Data Source=data/cxbot.db";

    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(ConnectionString))
            yield return $"{Section}:ConnectionString is empty. Leave it out for the default SQLite file, or name a database.";
    }
}

/// <summary>The two databases that one model serves.</summary>
public enum StorageProvider
{
    Sqlite,
    Postgres,
}
