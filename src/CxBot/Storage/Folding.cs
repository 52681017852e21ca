using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Storage;

/// <summary>
/// Brings words to one case inside a query, whatever their alphabet. Both sides of a comparison go through it, so that one hand folds both:
/// SQLite's own <c>lower</c> knows ASCII alone, and PostgreSQL's what the locale of its folder knows.
/// </summary>
public static class Folding
{
    private const string SqliteName = "cxbot_fold";

    /// <summary>In PostgreSQL since version 10, and in all packages of it that are built with ICU.</summary>
    private const string PostgresCollation = "und-x-icu";

    private static readonly MethodInfo Method = ((Func<string?, string?>)Fold).Method;

    /// <summary>For queries alone.</summary>
    public static string? Fold(string? text) =>
        throw new InvalidOperationException($"{nameof(Fold)} runs in the database ({text?.Length} characters were given).");

    internal static void MapSqlite(ModelBuilder builder) => builder.HasDbFunction(Method).HasName(SqliteName);

    internal static void MapPostgres(ModelBuilder builder) => builder.HasDbFunction(Method).HasTranslation(arguments =>
        new SqlFunctionExpression("lower", [new CollateExpression(arguments[0], PostgresCollation)], nullable: true,
            argumentsPropagateNullability: [true], typeof(string), arguments[0].TypeMapping));

    /// <summary>SQLite keeps its functions with the connection.</summary>
    internal static void Register(SqliteConnection connection) =>
        connection.CreateFunction(SqliteName, (string? text) => text?.ToLowerInvariant(), isDeterministic: true);
}
