using CxBot.Agents;
using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Hosting;
using CxBot.PersonalData;
using CxBot.Reports.Facts;
using CxBot.Storage;
using CxBot.Web.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CxBot.Tests.Reports.ShopYear;

/// <summary>The real app with a clock that stands still, with both channels, and a ledger of all that is done in it.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private const string Sweep = "Sweep";

    private readonly PostgresServer? _server;
    private readonly FakeGraph _graph;
    private readonly Dictionary<string, Agent> _agents = [];
    private CxBotApp _app;

    private Shop(CxBotApp app, FakeGraph graph, PostgresServer? server, YearClock clock, TrueCalendar calendar)
    {
        (_app, _graph, _server, Clock) = (app, graph, server, clock);
        Hours = new TrueHours(calendar);
        Phones = new Phones(graph);
    }

    public YearClock Clock { get; }
    public TrueHours Hours { get; }
    public Ledger Ledger { get; } = new();
    public Phones Phones { get; }
    public CxBotApp App => _app;
    public DateTimeOffset Now => Clock.GetUtcNow();
    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Agents who have an open desk all the time, but for those who only take something and vanish.</summary>
    public IReadOnlyDictionary<string, Agent> Agents => _agents;

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <param name="services">What else is other than ever.</param>
    public static async Task<Shop> OpenAsync(
        DateTimeOffset at, TrueCalendar calendar, PostgresServer? server, Action<IServiceCollection>? services = null)
    {
        var graph = await FakeGraph.StartAsync();
        var clock = new YearClock(at);
        var app = await StartAsync(null, clock, calendar, graph, server, services);
        var shop = new Shop(app, graph, server, clock, calendar);
        foreach (var name in (string[])["Sari", "Budi", "Tono", Desk.Vanishing])
            shop._agents[name] = (await DeskAgent.SitDownAsync(app, name)).Agent;
        return shop;
    }

    /// <summary>Starts again over the same data with other hours.</summary>
    public async Task ChangeHoursAsync(TrueCalendar calendar)
    {
        Hours.Change(Now, calendar);
        var folder = await _app.StopKeepingDataAsync();
        _app = await StartAsync(folder, Clock, calendar, _graph, _server);
    }

    /// <summary>The desks give a sign of life, and what is due is done.</summary>
    /// <param name="alsoVanishing">Whether the one who vanishes is here at this moment.</param>
    public async Task BeginMomentAsync(bool alsoVanishing)
    {
        await SeenAsync(_agents.Where(a => a.Key != Desk.Vanishing));
        await _app.Services.GetRequiredKeyedService<PeriodicWorker>(Sweep).RoundAsync(Token);
        // Whom she took before has left her by now.
        if (alsoVanishing)
            await SeenAsync(_agents.Where(a => a.Key == Desk.Vanishing));
    }

    private Task SeenAsync(IEnumerable<KeyValuePair<string, Agent>> agents)
    {
        var here = agents.Select(a => a.Value.Id).ToList();
        return Get<Writer>().RunAsync((db, token) => db.Users.Where(a => here.Contains(a.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.LastSeenAt, Now), token), Token);
    }

    /// <summary>Waits until the bot has done with what these customers said, but for what it waits with, and everything has gone
    /// out.</summary>
    public async Task SettledAsync(IReadOnlyCollection<ConversationId> said)
    {
        while (true)
        {
            var busy = await _app.ReadAsync(async db =>
                (said.Count > 0 && await db.Conversations.AnyAsync(
                    c => said.Contains(c.Id) && c.CoveredSequence < c.LastCustomerSequence, Token))
                || await db.Outbox.AnyAsync(d => d.DueAt <= Now, Token));
            if (!busy)
                return;
            Token.ThrowIfCancellationRequested();
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, Token);
        }
    }

    /// <summary>Time enough has gone by for those whom the bot let go on writing.</summary>
    public async Task WakeAsync(IEnumerable<ConversationId> waiting)
    {
        var grains = Get<IGrainFactory>();
        await Task.WhenAll(waiting.Select(id => grains.GetGrain<IConversationGrain>(id.Value).Wake()));
    }

    /// <summary>Waits until the facts have followed what happened.</summary>
    public Task FollowedAsync()
    {
        Get<FactsFollower>().Wake();
        return Eventually.TrueAsync(async () => !await _app.ReadAsync(db => db.CaseChanges.AnyAsync(Token)), "the facts have followed", 900);
    }

    /// <summary>As <c>reports rebuild</c> does: every case is to be reckoned anew.</summary>
    public Task MarkAllAsync() => Get<Writer>().RunAsync(async (db, token) =>
    {
        db.CaseChanges.AddRange((await db.Cases.Select(c => c.Id).ToListAsync(token)).Select(id => new CaseChange { CaseId = id }));
        await db.SaveChangesAsync(token);
    }, Token);

    public Task FinishErasuresAsync() => Get<ErasureWork>().FinishAsync(null, Token);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _graph.DisposeAsync();
    }

    private static Task<CxBotApp> StartAsync(
        string? folder, YearClock clock, TrueCalendar calendar, FakeGraph graph, PostgresServer? server,
        Action<IServiceCollection>? more = null)
    {
        var settings = new Dictionary<string, string?>(graph.Settings.Concat(calendar.Settings()))
        {
            ["Conversations:WebAddress"] = "https://shop.test",
            // Every end of a handover is asked about.
            ["Surveys:QuietDays"] = "0",
        };
        if (server is not null)
        {
            settings["Storage:Provider"] = "Postgres";
            settings["Storage:ConnectionString"] = server.ConnectionString;
        }

        return CxBotApp.StartAsync(folder is null ? Wording.Knowledge() : null, settings, folder,
            services =>
            {
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
                SweepWhenAsked(services);
                more?.Invoke(services);
            });
    }

    /// <summary>The clock jumps, and between the jump and the desks' signs of life everybody would have vanished.</summary>
    private static void SweepWhenAsked(IServiceCollection services)
    {
        var hosted = services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Name == Sweep);
        services.Remove(hosted);
        services.AddKeyedSingleton(Sweep, (provider, _) =>
            (PeriodicWorker)ActivatorUtilities.CreateInstance(provider, hosted.ImplementationType!));
    }
}
