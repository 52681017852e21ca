using System.Text.Json;
using CxBot.Storage;

namespace CxBot.Backup;

/// <summary>What a backup is, written last: a folder without it is one that was not finished.</summary>
/// <param name="Format">Of the folder; a later one is not read.</param>
/// <param name="Version">Of the product that made it.</param>
/// <param name="MadeAt">The state that it holds is this moment's.</param>
/// <param name="DatabaseSha256">Of <see cref="Database"/>, so that a copy that was cut or changed on its way is found out.</param>
/// <param name="Files">How many files of conversations it holds.</param>
public sealed record BackupManifest(int Format, string Version, DateTimeOffset MadeAt, string DatabaseSha256, int Files)
{
    /// <summary>The database, as SQLite, whichever it came from.</summary>
    public const string Database = "cxbot.db";

    /// <summary>The folder of the files that customers and agents sent.</summary>
    public const string Media = "media";

    private const string Name = "backup.json";
    private const int Newest = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static BackupManifest Of(string version, DateTimeOffset madeAt, string databaseSha256, int files) =>
        new(Newest, version, madeAt, databaseSha256, files);

    public async Task WriteAsync(string folder, CancellationToken cancellationToken)
    {
        await using var file = PrivateFiles.Create(Path.Combine(folder, Name));
        await JsonSerializer.SerializeAsync(file, this, Json, cancellationToken);
        file.Flush(flushToDisk: true);
    }

    /// <exception cref="BackupException">There is none, or it cannot be read.</exception>
    public static async Task<BackupManifest> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(Path.Combine(folder, Name));
            var manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(file, Json, cancellationToken);
            return manifest is { Format: Newest, DatabaseSha256.Length: > 0 } ? manifest
                : throw new BackupException($"{folder}: the backup is of a later version of CxBot. Restore it with that version.");
        }
        catch (Exception wrong) when (wrong is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{folder} holds no finished backup ({Name} is missing or cannot be read).", wrong);
        }
    }
}
