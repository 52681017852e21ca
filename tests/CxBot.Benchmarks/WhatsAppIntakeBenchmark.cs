using System.Globalization;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using CxBot.Answering;
using CxBot.Answering.Calibration;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Inbound;
using CxBot.Knowledge;
using CxBot.Storage;
using CxBot.Turns;
using CxBot.Web.Bot;
using CxBot.Web.Channels;
using CxBot.Web.Channels.Media;
using CxBot.Web.Channels.WhatsApp;
using CxBot.Web.Channels.WhatsApp.Inbound;
using CxBot.Web.Engine;
using CxBot.Web.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CxBot.Benchmarks;

/// <summary>The WhatsApp webhook: how many messages a second are stored and acknowledged, against a bare endpoint with the same HMAC and
/// one insert through the same group commit; and how fast it acknowledges at a steady rate with the bot at work behind it.</summary>
internal static class WhatsAppIntakeBenchmark
{
    private const string Secret = "benchmark";
    private const int Customers = 1_000;
    private const int AtOnce = 32;
    private const int PerSecond = 1_000;

    // Meta opens as many as it needs: with few, it is the connections that limit, not the app.
    private const int Connections = 256;

    public static async Task RunAsync(int seconds, TextWriter output)
    {
        var bare = await ThroughputAsync(engine: false, "/bare");
        var webhook = await ThroughputAsync(engine: false, WhatsAppEndpoints.Path);
        await output.WriteLineAsync(FormattableString.Invariant($"""
            bare endpoint  {bare:0} a second
            webhook        {webhook:0} a second; {webhook / bare:0.00} of the bare endpoint
            """));
        await SteadyAsync(seconds, output);
    }

    private static async Task<double> ThroughputAsync(bool engine, string path)
    {
        var folder = Directory.CreateTempSubdirectory("cxbot-benchmark-").FullName;
        await using var app = await StartAsync(folder, engine);
        using var http = Client(AtOnce);
        var address = new Uri(app.Urls.First() + path);
        await PostAllAsync(http, address, Bodies("warm", 1_000));
        var bodies = Bodies("measured", 10_000);
        var start = Stopwatch.GetTimestamp();
        await PostAllAsync(http, address, bodies);
        var took = Stopwatch.GetElapsedTime(start);
        await EndAsync(app, folder);
        return bodies.Count / took.TotalSeconds;
    }

    private static async Task SteadyAsync(int seconds, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("cxbot-benchmark-").FullName;
        await using var app = await StartAsync(folder, engine: true);
        await app.Services.GetRequiredService<ConfidenceModels>().FitAsync(cores: 2, CancellationToken.None);
        using var http = Client(Connections);
        var address = new Uri(app.Urls.First() + WhatsAppEndpoints.Path);
        await PostAllAsync(http, address, Bodies("warm", 1_000));
        var bodies = Bodies("steady", PerSecond * seconds);
        var times = new TimeSpan[bodies.Count];
        var start = Stopwatch.GetTimestamp();
        var next = -1;
        // Enough hands that a slow answer never delays the next message: latency counts from when it was due.
        await Task.WhenAll(Enumerable.Range(0, 512).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < bodies.Count; i = Interlocked.Increment(ref next))
            {
                var due = TimeSpan.FromSeconds((double)i / PerSecond);
                var wait = due - Stopwatch.GetElapsedTime(start);
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait, TimeProvider.System);
                await PostAsync(http, address, bodies[i]);
                times[i] = Stopwatch.GetElapsedTime(start) - due;
            }
        })));
        var took = Stopwatch.GetElapsedTime(start);
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"steady         {bodies.Count / took.TotalSeconds:0} a second for {took.TotalSeconds:0} s: acknowledged "
                + $"{new Percentiles(times)}"));
        await CatchUpAsync(app, output);
        await EndAsync(app, folder);
    }

    private static async Task CatchUpAsync(WebApplication app, TextWriter output)
    {
        var contexts = app.Services.GetRequiredService<IDbContextFactory<CxBotDbContext>>();
        var start = Stopwatch.GetTimestamp();
        var left = await LeftAsync(contexts);
        var first = left;
        while (left > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
            left = await LeftAsync(contexts);
        }
        var took = Stopwatch.GetElapsedTime(start);
        await output.WriteLineAsync(
            FormattableString.Invariant(
                $"catching up    {first} messages in {took.TotalSeconds:0.0} s: {first / Math.Max(0.001, took.TotalSeconds):0} a second"));
    }

    private static async Task<int> LeftAsync(IDbContextFactory<CxBotDbContext> contexts)
    {
        await using var db = contexts.CreateDbContext();
        return await db.Messages.CountAsync(
            m => m.Role == MessageRole.Customer && db.Conversations.Any(c => c.Id == m.ConversationId && c.CoveredSequence < m.Sequence));
    }

    private static HttpClient Client(int connections) => new(new SocketsHttpHandler { MaxConnectionsPerServer = connections });

    private static Task PostAllAsync(HttpClient http, Uri address, IReadOnlyList<(byte[] Body, string Signature)> bodies) =>
        Parallel.ForEachAsync(
            bodies, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (body, _) => await PostAsync(http, address, body));

    private static async Task PostAsync(HttpClient http, Uri address, (byte[] Body, string Signature) signed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(signed.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(WhatsAppSignature.Header, signed.Signature);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    private static List<(byte[] Body, string Signature)> Bodies(string name, int count) => [.. Enumerable.Range(0, count).Select(i =>
    {
        var body = Encoding.UTF8.GetBytes($$$"""
            {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881","phone_number_id":"42"},"contacts":[{"profile":{"name":"Budi"},"wa_id":"628{{{i % Customers:D8}}}","user_id":"ID.{{{i % Customers}}}"}],"messages":[{"from":"628{{{i % Customers:D8}}}","from_user_id":"ID.{{{i % Customers}}}","id":"wamid.{{{name}}}{{{i}}}","timestamp":"1790000000","type":"text","text":{"body":"lacak paket {{{i}}} ya kak"}}]},"field":"messages"}]}]}
            """);
        return (body, "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body)));
    })];

    private static async Task<WebApplication> StartAsync(string folder, bool engine)
    {
        var root = $"http://127.0.0.1:{FreePort()}";
        var builder = WebApplication.CreateBuilder([
            "--urls", root, "--Storage:ConnectionString", $"Data Source={Path.Combine(folder, "cxbot.db")}", "--Media:Folder",
            Path.Combine(folder, "media"), "--Knowledge:Encoder", "None",
            "--Channels:WhatsApp:AppSecret", Secret, "--Channels:WhatsApp:VerifyToken", "x", "--Channels:WhatsApp:AccessToken", "x",
            "--Channels:WhatsApp:PhoneNumberId", "42",
            "--Channels:WhatsApp:GraphApiBaseUrl", root,
        ]);
        builder.Logging.ClearProviders();
        builder.Services.AddStorage(builder.Configuration).AddKnowledge().AddAudit().AddAnswering().AddDelivery().AddHandover()
            .AddInbound().AddTurns().AddOperations(builder.Configuration).AddBot().AddMedia().AddWhatsApp();
        if (engine)
            builder.AddEngine();
        else
            builder.Services.AddSingleton<Intake>().AddSingleton<BatchIntake>().AddSingleton(SleepingGrains.Create());
        var app = builder.Build();
        app.MapWhatsApp();
        // Meta, which takes everything.
        app.MapPost("/v26.0/42/messages", () => Results.Text($$"""{"messages":[{"id":"wamid.{{Guid.NewGuid()}}"}]}""", "application/json"));
        app.MapPost("/bare", (HttpContext http) => BareAsync(app, http));
        await app.StartAsync();
        await using var db = app.Services.GetRequiredService<IDbContextFactory<CxBotDbContext>>().CreateDbContext();
        await db.Database.ExecuteSqlRawAsync("""CREATE TABLE "Bare" ("Id" TEXT PRIMARY KEY, "Body" BLOB)""");
        return app;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The yardstick: the same HMAC over the same bytes, and one insert in the same group commit.</summary>
    private static async Task BareAsync(WebApplication app, HttpContext http)
    {
        var body = await BoundedBody.ReadBytesAsync(http.Request.Body, WhatsAppEndpoints.MaxBytes, http.RequestAborted);
        var signature = app.Services.GetRequiredService<WhatsAppSignature>();
        if (!signature.Fits(body, http.Request.Headers[WhatsAppSignature.Header]))
        {
            http.Response.StatusCode = 401;
            return;
        }
        await app.Services.GetRequiredService<Writer>().RunFirstAsync(async (db, token) =>
        {
            await using var insert = db.Database.GetDbConnection().CreateCommand();
            insert.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
            insert.CommandText = """INSERT INTO "Bare" ("Id", "Body") VALUES (@id, @body) ON CONFLICT DO NOTHING""";
            insert.Parameters.Add(new SqliteParameter("@id", Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString()));
            insert.Parameters.Add(new SqliteParameter("@body", body));
            return await insert.ExecuteNonQueryAsync(token);
        }, CancellationToken.None);
    }

    private static async Task EndAsync(WebApplication app, string folder)
    {
        await app.StopAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>Grains that nothing wakes: only the way in is measured.</summary>
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
