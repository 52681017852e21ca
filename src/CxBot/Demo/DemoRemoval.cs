using CxBot.Conversations;
using CxBot.Demo.Rows;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Demo;

/// <summary>Takes a demo away, whole: what was made up, and what was counted of it. Stopped, it goes on when it is asked again.</summary>
public sealed class DemoRemoval(Writer writer, IDbContextFactory<CxBotDbContext> contexts)
{
    /// <summary>So many conversations are one write.</summary>
    private const int AtOnce = 50;

    /// <param name="progress">Told how many conversations are gone.</param>
    /// <returns>How many went; null where there is no demo.</returns>
    public async Task<int?> RunAsync(IProgress<int> progress, CancellationToken cancellationToken)
    {
        IReadOnlyList<long> cases;
        IReadOnlyList<ConversationId> conversations;
        await using (var db = contexts.CreateDbContext())
        {
            if (!await DemoMark.IsThereAsync(db, cancellationToken))
                return null;
            cases = await DemoMark.RememberedCasesAsync(db, cancellationToken);
            conversations = await DemoMark.ConversationsAsync(db, cases, cancellationToken);
        }

        var gone = 0;
        foreach (var some in conversations.Chunk(AtOnce))
        {
            await writer.RunAsync((db, token) => DemoRest.RemoveAsync(db, some, token), cancellationToken);
            progress.Report(gone += some.Length);
        }

        await writer.RunAsync((db, token) => DemoRest.RemoveCountedAsync(db, cases, token), cancellationToken);
        // The mark goes last: until then whoever stops this can begin it again.
        await writer.RunAsync(DemoRest.RemoveAsync, cancellationToken);
        return gone;
    }
}
