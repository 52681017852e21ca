using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using CxBot.Audit;
using CxBot.Continuation;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Inbound;
using CxBot.Storage;
using CxBot.Web.Channels.BotService;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Channels.Media;
using CxBot.Web.Channels.WhatsApp;
using CxBot.Web.Channels.Widget;
using CxBot.Web.Desk.SignIn;
using CxBot.Web.Engine;
using CxBot.Web.Operations;
using CxBot.Web.Operations.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;

namespace CxBot.Tests.Testing;

/// <summary>The channels on real sockets and a real database, with nobody behind them: what comes in stays unanswered.</summary>
public sealed class ChannelHost : IAsyncDisposable
{
    public const string Secret = "the secret of these tests, which is long";

    private readonly DataFolder _data;

    private ChannelHost(WebApplication app, DataFolder data)
    {
        App = app;
        _data = data;
        Address = new Uri(
            app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        Http = new HttpClient { BaseAddress = Address };
    }

    public WebApplication App { get; }
    public Uri Address { get; }
    public HttpClient Http { get; }
    public string MediaFolder => _data.At("media");
    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public T Get<T>() where T : notnull => App.Services.GetRequiredService<T>();

    /// <param name="settings">In the form <c>Section:Name</c>.</param>
    /// <param name="folder">To start again on what another one left.</param>
    public static async Task<ChannelHost> StartAsync(Dictionary<string, string?>? settings = null, TimeProvider? time = null,
        string? folder = null, Action<IServiceCollection>? services = null)
    {
        var data = new DataFolder(folder);
        if (settings?.ContainsKey("Storage:ConnectionString") != true)
            data.Prepare();
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = "Development", ContentRootPath = data.Path });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Provider"] = $"{data.Storage.Provider}",
            ["Storage:ConnectionString"] = data.Storage.ConnectionString,
            ["Media:Folder"] = data.At("media"),
            ["Channels:DirectLine:Secret"] = Secret,
            ["Channels:DirectLine:AllowedOrigins:0"] = "https://shop.example",
        });
        // Limiters that are not asked for would tick on in a process that never ends its hosts' clocks.
        if (settings?.Keys.Any(key => key.StartsWith("RateLimits:", StringComparison.Ordinal)) != true)
            builder.Configuration["RateLimits:Enabled"] = "false";
        if (settings is not null)
            builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddStorage(builder.Configuration).AddAudit().AddDelivery().AddHandover().AddContinuations().AddInbound()
            .AddOperations(builder.Configuration)
            .AddMedia().AddDirectLine().AddWidget().AddBotService().AddWhatsApp();
        builder.Services.Configure<RateLimiterOptions>(limiter => limiter.AddPolicy<string, SignInLimit>(RateLimits.SignIn));
        builder.Services.AddSingleton<Intake>();
        builder.Services.AddSingleton<BatchIntake>();
        builder.Services.AddSingleton(SleepingGrains.Create());
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseOperations();
        app.MapOperations();
        app.MapDirectLine();
        app.MapWidget();
        app.MapMedia();
        app.MapBotService();
        app.MapWhatsApp();
        app.MapGet("/", () => "shop");
        app.MapGet("/desk", () => "desk");
        app.MapPost("/sign-in", () => "no").RequireRateLimiting(RateLimits.SignIn);
        await app.StartAsync(Token);
        return new ChannelHost(app, data);
    }

    /// <summary>A visitor with a conversation that has been started.</summary>
    public async Task<DirectLineVisitor> VisitorAsync(string? visitorKey = null)
    {
        using var began = await SendAsync(
            HttpMethod.Post, "/widget/session", null, new JObject { ["visitor"] = visitorKey, ["language"] = "en" });
        var session = await JsonAsync(began);
        var visitor = new DirectLineVisitor(
            this, new((string)session["conversationId"]!), (string)session["token"]!, (string)session["userId"]!,
            (string)session["visitor"]!);
        using var started = await visitor.PostAsync("/conversations", new JObject());
        started.EnsureSuccessStatusCode();
        return visitor with { StreamUrl = (string)(await JsonAsync(started))["streamUrl"]! };
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? bearer, JToken? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (body is not null)
            request.Content = new StringContent(body.ToString(), Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await Http.SendAsync(request, Token);
    }

    public static async Task<JObject> JsonAsync(HttpResponseMessage response)
    {
        using var reader = new Newtonsoft.Json.JsonTextReader(new StringReader(await response.Content.ReadAsStringAsync(Token)))
        {
            DateParseHandling = Newtonsoft.Json.DateParseHandling.None,
        };
        return await JObject.LoadAsync(reader, Token);
    }

    public static async Task<string> CodeAsync(HttpResponseMessage response) =>
        $"{(int)response.StatusCode} {(await JsonAsync(response))["error"]!["code"]}";

    /// <summary>Says something on the other side.</summary>
    public async Task<Message> SayAsync(
        ConversationId conversationId, MessageRole role, string text, MessageContent? content = null, string? agentId = null,
        string? name = null)
    {
        var said = await Get<Writer>().RunAsync(async (db, token) =>
        {
            var conversation = await db.Conversations.SingleAsync(c => c.Id == conversationId, token);
            var message = await MessageLog.AppendAsync(db, conversation,
                new OutgoingMessage(role, text) { Content = content ?? MessageContent.Empty, AgentId = agentId, AuthorName = name },
                DateTimeOffset.UnixEpoch, token);
            await db.SaveChangesAsync(token);
            return message;
        }, Token);
        Get<CxBot.Delivery.Feed>().Publish(conversationId);
        return said;
    }

    /// <summary>Says many things in order, in one commit.</summary>
    public Task SayAllAsync(ConversationId conversationId, IEnumerable<(MessageRole Role, string Text)> all) =>
        Task.WhenAll(all.Select(said => SayAsync(conversationId, said.Role, said.Text)).ToList());

    public async Task<T> QueryAsync<T>(Func<CxBotDbContext, Task<T>> query)
    {
        await using var db = Get<IDbContextFactory<CxBotDbContext>>().CreateDbContext();
        return await query(db);
    }

    /// <summary>Stops, and leaves the folder for another one.</summary>
    public async Task<string> StopAsync()
    {
        Http.Dispose();
        await App.DisposeAsync();
        return _data.Path;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _data.Dispose();
    }
}

/// <summary>A customer's client.</summary>
public sealed record DirectLineVisitor(ChannelHost Host, ConversationId ConversationId, string Token, string UserId, string Key)
{
    public string StreamUrl { get; init; } = "";

    /// <summary>Another address of the stream: each works once.</summary>
    public async Task<string> NewStreamUrlAsync(string? token = null)
    {
        using var again = await Host.SendAsync(HttpMethod.Get, $"/v3/directline/conversations/{ConversationId}?watermark=", token ?? Token);
        again.EnsureSuccessStatusCode();
        return (string)(await ChannelHost.JsonAsync(again))["streamUrl"]!;
    }

    public Task<HttpResponseMessage> PostAsync(string path, JToken body) =>
        Host.SendAsync(HttpMethod.Post, "/v3/directline" + path, Token, body);

    public Task<HttpResponseMessage> PostActivityAsync(JToken activity) =>
        PostAsync($"/conversations/{ConversationId}/activities", activity);

    /// <summary>Says something and returns its id.</summary>
    public async Task<string> SayAsync(string text, string? clientId = null)
    {
        var activity = new JObject { ["type"] = "message", ["text"] = text };
        if (clientId is not null)
            activity["channelData"] = new JObject { ["clientActivityID"] = clientId };
        using var response = await PostActivityAsync(activity);
        return (string)(await ChannelHost.JsonAsync(response))["id"]!;
    }

    public async Task<JObject> ReadAsync(string? watermark = null)
    {
        using var response = await Host.SendAsync(
            HttpMethod.Get, $"/v3/directline/conversations/{ConversationId}/activities?watermark={watermark}", Token);
        response.EnsureSuccessStatusCode();
        return await ChannelHost.JsonAsync(response);
    }
}

/// <summary>Grains that nothing wakes.</summary>
public class SleepingGrains : DispatchProxy
{
    public static Orleans.IGrainFactory Create() => Create<Orleans.IGrainFactory, SleepingGrains>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Create<IConversationGrain, SleepingGrain>();
}

/// <summary>A grain that does nothing.</summary>
public class SleepingGrain : DispatchProxy
{
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Task.CompletedTask;
}
