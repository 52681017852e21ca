using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Storage;

/// <summary>Plain SQL inside a writer's command, for the few hot paths where it is measured to matter.</summary>
internal static class Sql
{
    public static DbCommand Command(CxBotDbContext db, string text, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = Query(db, text, parameters);
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        return command;
    }

    /// <summary>The same for reading, on an open connection that may be in no transaction.</summary>
    public static DbCommand Query(CxBotDbContext db, string text, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = text;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
