using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Handover;

/// <summary>Two nodes as far as leases know them: each asks for the sweep's, and whoever has it sweeps.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    private readonly List<Node> _nodes;

    public TwoNodes(string connectionString, TimeProvider time) =>
        _nodes = [.. new[] { "one", "two" }.Select(name => new Node(new Contexts(connectionString, name), time))];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var node in _nodes)
            await node.Writer.StartAsync(cancellationToken);
    }

    public void Revive()
    {
        foreach (var node in _nodes)
            node.Lives = true;
    }

    /// <summary>One dies without a word; the last one does not.</summary>
    public void Kill(int which)
    {
        if (_nodes[(which + 1) % 2].Lives)
            _nodes[which % 2].Lives = false;
    }

    public void Revive(int which) => _nodes[which % 2].Lives = true;

    /// <summary>Every node that lives asks.</summary>
    /// <returns>Whether one has it, and it is never more than one.</returns>
    public async Task<bool> AnyHasItAsync(CancellationToken cancellationToken)
    {
        var holders = 0;
        foreach (var node in _nodes.Where(n => n.Lives))
            holders += await node.Leases.TryTakeAsync("model", Leases.Lasts, cancellationToken) ? 1 : 0;
        Assert.InRange(holders, 0, 1);
        return holders == 1;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.Writer.StopAsync(CancellationToken.None);
            node.Writer.Dispose();
        }
    }

    private sealed class Node
    {
        public Node(Contexts contexts, TimeProvider time)
        {
            Writer = new Writer(contexts);
            Leases = new Leases(Writer, contexts, time);
        }

        public Writer Writer { get; }
        public Leases Leases { get; }
        public bool Lives { get; set; } = true;
    }

    /// <summary>The app's own database as another node has it.</summary>
    private sealed class Contexts(string connectionString, string node) : IDbContextFactory<CxBotDbContext>
    {
        private readonly DbContextOptions<SqliteDbContext> _options = CxBotDbContextFactory.Sqlite(connectionString);

        public CxBotDbContext CreateDbContext() => new SqliteDbContext(_options) { Node = node, Channels = TestChannels.All };
    }
}
