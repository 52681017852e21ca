using System.Data;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CxBot.Reports;

/// <summary>A transaction that reads one state of the database: facts and what is added up of them belong together.</summary>
internal static class ReportSnapshot
{
    // On SQLite this level is one that waits for no writer; what it reads is one state all the same.
    public static Task<IDbContextTransaction> BeginAsync(CxBotDbContext db, CancellationToken cancellationToken) =>
        db.Database.BeginTransactionAsync(
            db.Database.IsSqlite() ? IsolationLevel.ReadUncommitted : IsolationLevel.RepeatableRead, cancellationToken);
}
