using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Commands;

/// <summary>
/// The configured storage for a command, with or without the app running beside it: migrated, and with the one writer running, which a host
/// would have started.
/// </summary>
internal static class CommandStorage
{
    public static async Task<int> WithWriterAsync(IServiceProvider services, Func<Task<int>> act, CancellationToken cancellationToken)
    {
        await using (var db = await services.GetRequiredService<IDbContextFactory<CxBotDbContext>>()
            .CreateDbContextAsync(cancellationToken))
            await StorageStart.MigrateAsync(db, cancellationToken);
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
