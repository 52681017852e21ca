using System.Data.Common;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Channels;

/// <summary>Tells the failures of database and disk from mistakes of ours.</summary>
public static class StorageFailure
{
    public static bool Is(Exception failure) => failure switch
    {
        BadHttpRequestException => false,
        DbException or DbUpdateException or TimeoutException or IOException or UnauthorizedAccessException => true,
        // The writer's queue is closed: the app is stopping.
        OperationCanceledException => true,
        // Npgsql and EF Core wrap what is worth another try.
        InvalidOperationException { InnerException: { } inner } => Is(inner),
        _ => false,
    };

    /// <summary>The database itself; for places where files and sockets fail for other reasons.</summary>
    public static bool IsDatabase(Exception failure) => failure is DbException || StorageFaults.Find(failure) is not null;
}
