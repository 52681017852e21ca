using Microsoft.EntityFrameworkCore.Design;

namespace CxBot.Storage;

/// <summary>For <c>dotnet ef migrations add --context SqliteDbContext</c>; never used by the app.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteDbContext>
{
    public SqliteDbContext CreateDbContext(string[] args) => new(CxBotDbContextFactory.Sqlite("Data Source=design.db"));
}

/// <summary>For <c>dotnet ef migrations add --context PostgresDbContext</c>; never used by the app.</summary>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresDbContext>
{
    public PostgresDbContext CreateDbContext(string[] args) => new(CxBotDbContextFactory.Postgres("Host=localhost;Database=design"));
}
