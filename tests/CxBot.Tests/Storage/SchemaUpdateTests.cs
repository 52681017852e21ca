using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CxBot.Tests.Storage;

public sealed class SchemaUpdateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cxbot-schema-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.Postgres)]
    public void Each_change_of_the_model_has_its_migration(StorageProvider provider)
    {
        using var db = Factory(provider, provider == StorageProvider.Sqlite ? Sqlite : "Host=localhost;Database=none").CreateDbContext();

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task A_database_from_before_the_first_version_is_refused_and_can_be_carried_over()
    {
        await using var db = Factory(StorageProvider.Sqlite, Sqlite).CreateDbContext();

        await RefusedAndCarriedOverAsync(db);
    }

    [Fact]
    public async Task The_same_on_PostgreSQL()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var db = Factory(StorageProvider.Postgres, server.ConnectionString).CreateDbContext();

        await RefusedAndCarriedOverAsync(db);
    }

    private string Sqlite => $"Data Source={Path.Combine(_folder, "test.db")}";

    private static CxBotDbContextFactory Factory(StorageProvider provider, string connectionString) =>
        new(Options.Create(new StorageOptions { Provider = provider, ConnectionString = connectionString }), TestChannels.All);

    private static async Task RefusedAndCarriedOverAsync(CxBotDbContext db)
    {
        // As it was then: what later versions added is not there yet.
        await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().First(), TestContext.Current.CancellationToken);
        await RunAsync(db, """DELETE FROM "__EFMigrationsHistory";""" + Step("20261125003322_Initial"));
        await RefusedAsync(db);

        // Without the last of the old steps the docs' words change nothing.
        await RunAsync(db, CarryOver());
        await RefusedAsync(db);

        await RunAsync(db, Step("20261129172505_SafeAndTrue"));
        await RefusedAsync(db);
        await RunAsync(db, CarryOver());
        await SchemaUpdate.ApplyAsync(db, TestContext.Current.CancellationToken);
        Assert.Equal(db.Database.GetMigrations(), await db.Database.GetAppliedMigrationsAsync(TestContext.Current.CancellationToken));
    }

    private static async Task RefusedAsync(CxBotDbContext db)
    {
        var refused = await Assert.ThrowsAsync<StorageException>(() => SchemaUpdate.ApplyAsync(db, TestContext.Current.CancellationToken));
        Assert.Contains("before 0.1.0", refused.Message);
        Assert.Contains("docs/operating.md", refused.Message);
    }

    private static string Step(string name) =>
        $"""INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('{name}', '10.0.15');""";

    /// <summary>What the docs tell an owner to run.</summary>
    private static string CarryOver() =>
        string.Join('\n', DocPage.Read("docs/operating.md").Fences.Single(fence => fence.Language == "sql").Lines);

    private static Task RunAsync(CxBotDbContext db, string sql) =>
        db.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken);
}
