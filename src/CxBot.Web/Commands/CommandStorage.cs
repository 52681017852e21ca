using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Commands;

/// <summary>The configured storage for a command, with or without the app running beside it.</summary>
internal static class CommandStorage
{
    /// <summary>With this build's schema, for what needs no writer.</summary>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var contexts = services.GetRequiredService<IDbContextFactory<CxBotDbContext>>();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await StorageStart.MigrateAsync(db, cancellationToken);
    }

    /// <summary>
    /// The same, with the one writer running, which a host would have started. It serves one command: what was stopped does not begin
    /// again.
    /// </summary>
    public static async Task<int> WithWriterAsync(IServiceProvider services, Func<Task<int>> act, CancellationToken cancellationToken)
    {
        await MigrateAsync(services, cancellationToken);
        var writer = services.GetRequiredService<Writer>();
        if (writer.ExecuteTask is not null)
            return await act();
        await writer.StartAsync(cancellationToken);
        try
        {
            return await act();
        }
        finally
        {
            await writer.StopAsync(CancellationToken.None);
        }
    }
}
