using CxBot.Answering.Calibration;
using CxBot.Conversations;
using CxBot.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Testing;

/// <summary>The real app on a free loopback port, with a SQLite file, a media folder and a clock of its own.</summary>
public sealed class CxBotApp : IAsyncDisposable
{
    private readonly DataFolder _data;
    private readonly Factory _factory;

    private CxBotApp(DataFolder data, Factory factory)
    {
        (_data, _factory) = (data, factory);
        Address = factory.ClientOptions.BaseAddress;
    }

    public Uri Address { get; }
    public ShiftedTime Time => _factory.Time;
    public IServiceProvider Services => _factory.Services;
    public string DataFolder => _data.Path;
    public string KnowledgeFolder => _data.At("knowledge");

    /// <summary>Starts an app over a knowledge folder that the test may edit; over the demo shop's own where <paramref name="knowledge"/>
    /// is null.</summary>
    /// <param name="folder">A folder kept from an earlier app, to start again over the same data.</param>
    public static async Task<CxBotApp> StartAsync(KnowledgeFiles? knowledge = null, Dictionary<string, string?>? settings = null,
        string? folder = null, Action<IServiceCollection>? services = null)
    {
        var data = new DataFolder(folder);
        if (settings?.ContainsKey("Storage:ConnectionString") != true)
            data.Prepare();
        knowledge?.WriteTo(data.At("knowledge"));
        var all = new Dictionary<string, string?>
        {
            ["Storage:Provider"] = $"{data.Storage.Provider}",
            ["Storage:ConnectionString"] = data.Storage.ConnectionString,
            ["Media:Folder"] = data.At("media"),
            ["Knowledge:Folder"] = Directory.Exists(data.At("knowledge")) ? data.At("knowledge") : Repository.Folder("knowledge"),
            ["Knowledge:Encoder"] = "None",
            ["RateLimits:Enabled"] = "false",
            // Tests run as Development, where WhatsApp would be simulated.
            ["Channels:WhatsApp:Simulator"] = "false",
        };
        foreach (var (key, value) in settings ?? [])
            all[key] = value;
        var factory = new Factory(all, services);
        try
        {
            factory.UseKestrel(0);
            factory.StartServer();
            // By the articles' own measure, not by the one that serves the first seconds.
            await factory.Services.GetRequiredService<ConfidenceModels>().FitAsync(cores: 2, CancellationToken.None);
            return new CxBotApp(data, factory);
        }
        catch
        {
            factory.Dispose();
            throw;
        }
    }

    public HttpClient Http() => new() { BaseAddress = Address };

    /// <summary>Reads the database.</summary>
    public async Task<T> ReadAsync<T>(Func<CxBotDbContext, Task<T>> read)
    {
        await using var db = Services.GetRequiredService<IDbContextFactory<CxBotDbContext>>().CreateDbContext();
        return await read(db);
    }

    /// <summary>Waits until every customer message of the conversation is covered, and checks that each is covered by one turn.</summary>
    public async Task CoveredAsync(ConversationId conversationId)
    {
        await Eventually.TrueAsync(
            () => ReadAsync(db => db.Conversations.AnyAsync(c => c.Id == conversationId && c.CoveredSequence == c.LastCustomerSequence)),
            "every message to be covered");
        var sequences = await ReadAsync(
            db => db.Messages.Where(m => m.ConversationId == conversationId && m.Role == MessageRole.Customer).Select(m => m.Sequence)
                .ToListAsync());
        var turns = await ReadAsync(db => db.Turns.Where(t => t.ConversationId == conversationId).ToListAsync());
        Assert.All(sequences, s => Assert.Single(turns, t => t.FirstSequence <= s && s <= t.LastSequence));
    }

    /// <summary>Stops the app and leaves its data, for another start over the same folder.</summary>
    public async Task<string> StopKeepingDataAsync()
    {
        await _factory.DisposeAsync();
        return _data.Path;
    }

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        _data.Dispose();
    }

    private sealed class Factory(
        Dictionary<string, string?> settings, Action<IServiceCollection>? services) : WebApplicationFactory<Program>
    {
        public ShiftedTime Time { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            // Orleans tells of a record it cannot carry only in Development.
            builder.UseEnvironment("Development");
            foreach (var (key, value) in settings)
                builder.UseSetting(key, value);
            builder.ConfigureServices(collection =>
            {
                collection.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
                services?.Invoke(collection);
            });
        }
    }
}
