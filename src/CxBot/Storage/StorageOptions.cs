namespace CxBot.Storage;

/// <summary>Where everything is kept. Section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>The database. Default SQLite: one file, no server.</summary>
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>How to reach it. Default: <c>data/cxbot.db</c> under the folder the app is started in.</summary>
    public string ConnectionString { get; set; } = "Data Source=data/cxbot.db";
}

/// <summary>The two databases that one model serves.</summary>
public enum StorageProvider
{
    Sqlite,
    Postgres,
}
