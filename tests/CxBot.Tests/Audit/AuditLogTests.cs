using System.Data.Common;
using CxBot.Audit;
using CxBot.Customers;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Audit;

public sealed class AuditLogTests
{
    private static readonly AuditActor Sari = new("a1", "Sari", "203.0.113.7");

    [Fact]
    public async Task On_SQLite_a_line_is_stored_with_its_act_or_not_at_all_and_never_changed()
    {
        await using var database = new TestDatabase();
        await database.StartAsync();
        await HoldsAsync(database.Factory, database.Writer);
    }

    [Fact]
    public async Task On_PostgreSQL_a_line_is_stored_with_its_act_or_not_at_all_and_never_changed()
    {
        await using var server = await PostgresServer.StartAsync();
        var factory = new CxBotDbContextFactory(
            Options.Create(new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = server.ConnectionString }),
            TestChannels.All);
        await using (var db = factory.CreateDbContext())
            await StorageStart.MigrateAsync(db, TestContext.Current.CancellationToken);
        using var writer = new Writer(factory);
        await writer.StartAsync(TestContext.Current.CancellationToken);
        await HoldsAsync(factory, writer);
        await using (var db = factory.CreateDbContext())
            await RefusedAsync(db, """TRUNCATE "AuditEntries" """);
        await writer.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Every_act_is_in_the_list_once()
    {
        var constants = typeof(AuditActs).GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!);
        Assert.Equal(constants.Order(), AuditActs.All.Order());
        Assert.Equal(AuditActs.All.Count, AuditActs.All.Distinct().Count());
    }

    private static async Task HoldsAsync(CxBotDbContextFactory factory, Writer writer)
    {
        var token = TestContext.Current.CancellationToken;
        var audit = new AuditLog(writer, TimeProvider.System);
        await writer.RunAsync(async (db, t) =>
        {
            audit.Add(db, AuditActs.RoleChanged, Sari, AuditSubject.Agent("a2"), ("role", "administrator"), ("nothing", null));
            await db.SaveChangesAsync(t);
        }, token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => writer.RunAsync(async (db, t) =>
        {
            db.Customers.Add(new Customer { Name = "Budi" });
            audit.Add(db, AuditActs.CustomerBlocked, Sari, AuditSubject.Customer(new(7)));
            await db.SaveChangesAsync(t);
            throw new InvalidOperationException("The act failed.");
        }, token));
        await audit.WriteAsync(AuditActs.SignInFailed, AuditActor.Stranger("198.51.100.9"), null, [], token);

        await using var db = factory.CreateDbContext();
        var entries = await db.AuditEntries.OrderBy(e => e.Id).ToListAsync(token);
        Assert.Equal([AuditActs.RoleChanged, AuditActs.SignInFailed], entries.Select(e => e.Act));
        Assert.Equal(("a1", "Sari", "agent", "a2", "203.0.113.7"),
            (entries[0].ActorId, entries[0].ActorName, entries[0].SubjectKind, entries[0].SubjectId, entries[0].Address));
        Assert.Equal([KeyValuePair.Create("role", "administrator")], entries[0].Details!);

        await RefusedAsync(db, """UPDATE "AuditEntries" SET "ActorName" = 'Budi' """);
        await RefusedAsync(db, """DELETE FROM "AuditEntries" """);
    }

    private static async Task RefusedAsync(CxBotDbContext db, string sql)
    {
        var refused = await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlRawAsync(sql));
        Assert.Contains("only ever added to", refused.Message, StringComparison.Ordinal);
    }
}
