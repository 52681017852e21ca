using CxBot.Storage;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Testing;

/// <summary>A real SQLite file of a test's own, with its writer running.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly DataFolder _folder = new();

    public TestDatabase()
    {
        Factory = new CxBotDbContextFactory(Options.Create(_folder.Storage), TestChannels.All);
        Writer = new Writer(Factory);
    }

    public CxBotDbContextFactory Factory { get; }
    public Writer Writer { get; }

    public Task StartAsync()
    {
        _folder.Prepare();
        return Writer.StartAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.StopAsync(CancellationToken.None);
        Writer.Dispose();
        _folder.Dispose();
    }
}
