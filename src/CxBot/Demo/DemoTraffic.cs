using CxBot.Demo.Rows;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Demo;

/// <summary>Whether what is shown was made up.</summary>
public sealed class DemoTraffic(IDbContextFactory<CxBotDbContext> contexts)
{
    /// <summary>Whether any of it is there, also of a demo that was stopped in the middle.</summary>
    public async Task<bool> IsThereAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await DemoMark.IsThereAsync(db, cancellationToken);
    }
}
