using System.Diagnostics.Metrics;
using System.Net;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Language;
using CxBot.Web.Operations;
using CxBot.Web.Operations.Network;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Newtonsoft.Json.Linq;

namespace CxBot.Tests.Operations;

public sealed class OperationsTests
{
    [Fact]
    public async Task Health_says_what_is_wrong()
    {
        await using var host = await ChannelHost.StartAsync(
            services: services => services.AddHealthChecks()
                .AddCheck("knowledge", () => HealthCheckResult.Degraded("knowledge/refund.md, line 3: no title")));
        using var live = await host.Http.GetAsync(new Uri("/health/live", UriKind.Relative), ChannelHost.Token);
        using var ready = await host.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), ChannelHost.Token);
        var report = await ChannelHost.JsonAsync(ready);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (live.StatusCode, ready.StatusCode));
        Assert.Equal(("Degraded", "Healthy", "knowledge/refund.md, line 3: no title"),
            ((string)report["status"]!, (string)report["checks"]!["database"]!["status"]!,
                (string)report["checks"]!["knowledge"]!["description"]!));

        await host.QueryAsync(db => db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsHistory\"", ChannelHost.Token));
        using var broken = await host.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), ChannelHost.Token);
        Assert.True(broken.StatusCode is HttpStatusCode.OK, "once migrated stays migrated");
    }

    [Fact]
    public async Task Health_is_bad_while_the_schema_is_old()
    {
        await using var host = await ChannelHost.StartAsync();
        await host.QueryAsync(db => db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsHistory\"", ChannelHost.Token));
        using var ready = await host.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), ChannelHost.Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("migrations", (string)(await ChannelHost.JsonAsync(ready))["checks"]!["database"]!["description"]!,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_figures_can_be_read_from_here_and_not_from_outside()
    {
        await using var host = await ChannelHost.StartAsync();
        var metrics = host.Get<CxBotMetrics>();
        metrics.Turn(TurnOutcome.Answered, 0.93, TimeSpan.FromMilliseconds(4));
        metrics.HandedOver(HandoverReason.Angry);
        var text = await host.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), ChannelHost.Token);
        Assert.Contains("cxbot_turns_total{", text, StringComparison.Ordinal);
        Assert.Contains("outcome=\"Answered\"", text, StringComparison.Ordinal);
        Assert.Contains("cxbot_handovers_total{", text, StringComparison.Ordinal);
        Assert.Contains("cxbot_queue_length", text, StringComparison.Ordinal);
        foreach (var header in new[] { "X-Forwarded-For", "Forwarded", "X-Real-IP", "Via", "CF-Connecting-IP" })
        {
            using var outside = await host.SendAsync(
                HttpMethod.Get, "/metrics", null, null, (header, header == "Via" ? "1.1 proxy" : "203.0.113.5"));
            Assert.Equal(HttpStatusCode.NotFound, outside.StatusCode);
        }
        // A proxy on this machine that adds nothing passes on at least the name that was asked for.
        using var byName = await host.SendAsync(HttpMethod.Get, "/metrics", null, null, ("Host", "chat.shop.example"));
        Assert.Equal(HttpStatusCode.NotFound, byName.StatusCode);

        await using var elsewhere = await ChannelHost.StartAsync(new() { ["Operations:MetricsNetworks:0"] = "10.1.2.0/24" });
        using var notListed = await elsewhere.SendAsync(HttpMethod.Get, "/metrics", null);
        Assert.Equal(HttpStatusCode.NotFound, notListed.StatusCode);
    }

    [Fact]
    public async Task The_queue_is_measured_as_it_is()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        await host.Get<CxBot.Storage.Writer>().RunAsync(async (db, token) =>
        {
            var handover = new HandoverRequest
            {
                ConversationId = visitor.ConversationId,
                Reason = HandoverReason.Angry,
                RequestedAt = TimeProvider.System.GetUtcNow().AddMinutes(-2),
                Brief = new HandoverBrief([], [], [], Mood.Calm, "en", false, [], [], [], null, null, null),
            };
            db.Add(handover);
            await db.SaveChangesAsync(token);
            (await db.Conversations.SingleAsync(token)).HandOver(handover.Begun, 1, handover.RequestedAt);
            await db.SaveChangesAsync(token);
        }, ChannelHost.Token);
        await host.App.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<QueueWatch>().Single()
            .RoundAsync(ChannelHost.Token);

        var read = new Dictionary<string, double>();
        using var listener = new MeterListener();
        // Of this host alone: others run beside it.
        listener.InstrumentPublished = (instrument, me) =>
        {
            if (instrument.Meter.Scope == host.Get<IMeterFactory>())
                me.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => read[instrument.Name] = value);
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => read[instrument.Name] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        Assert.Equal(1, read["cxbot.queue.length"]);
        Assert.InRange(read["cxbot.queue.oldest"], 120, 240);
    }

    [Fact]
    public async Task The_interface_is_described_and_nothing_else()
    {
        await using var host = await ChannelHost.StartAsync();
        var description = JObject.Parse(await host.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), ChannelHost.Token));
        var paths = ((JObject)description["paths"]!).Properties().Select(p => p.Name).Order(StringComparer.Ordinal);
        Assert.Equal(
        [
            "/v3/directline/conversations", "/v3/directline/conversations/{conversationId}",
            "/v3/directline/conversations/{conversationId}/activities", "/v3/directline/conversations/{conversationId}/stream",
            "/v3/directline/conversations/{conversationId}/upload", "/v3/directline/tokens/generate", "/v3/directline/tokens/refresh",
            "/widget/conversations/{conversationId}/whatsapp", "/widget/session",
        ], paths);
        Assert.Contains("429",
            ((JObject)description["paths"]!["/v3/directline/conversations/{conversationId}/activities"]!["post"]!["responses"]!).Properties().Select(p => p.Name));
    }

    [Fact]
    public async Task Every_page_says_what_browsers_may_do_with_it()
    {
        await using var host = await ChannelHost.StartAsync();
        foreach (var path in new[] { "/", "/desk", "/v3/directline/conversations", "/health/live", "/nowhere" })
        {
            using var response = await host.Http.GetAsync(new Uri(path, UriKind.Relative), ChannelHost.Token);
            foreach (var header in new[] { "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Content-Security-Policy" })
                Assert.True(response.Headers.Contains(header), path + " " + header);
            Assert.False(response.Headers.Contains("Server"));
        }
    }

    [Theory]
    [InlineData("/", "shop.example", "script-src 'self'; style-src 'self'; ")]
    [InlineData("/", "shop.example:5080", "connect-src 'self' ws://shop.example:5080 wss://shop.example:5080;")]
    [InlineData("/", "[::1]:5080", "connect-src 'self' ws://[::1]:5080 wss://[::1]:5080;")]
    [InlineData("/", "evil;script-src *", "connect-src 'self';")]
    [InlineData("/desk/sign-in", "shop.example", "script-src 'none'; style-src 'self'; ")]
    [InlineData("/desk", "shop.example", "frame-ancestors 'none'")]
    [InlineData("/deskundig", "shop.example", "frame-ancestors 'self'")]
    [InlineData("/v3/directline/conversations", "shop.example", "default-src 'none'; frame-ancestors 'none'")]
    public void The_policy_is_as_strict_as_the_page_allows(string path, string host, string part) =>
        Assert.Contains(part, SecurityHeaders.PolicyFor(path, new HostString(host)), StringComparison.Ordinal);

    [Fact]
    public void A_live_page_of_the_desk_runs_only_the_scripts_of_its_own_answer() =>
        Assert.Contains("script-src 'nonce-abc'; style-src 'self' 'unsafe-inline'; ",
            SecurityHeaders.PolicyFor("/desk/queue", new HostString("shop.example"), "abc"), StringComparison.Ordinal);

    [Fact]
    public async Task Stock_clients_on_a_configured_site_pass_the_browsers_question_and_others_do_not()
    {
        await using var host = await ChannelHost.StartAsync();
        async Task<string?> AllowedAsync(string path, string origin)
        {
            using var response = await host.SendAsync(HttpMethod.Options, path, null, null, ("Origin", origin),
                ("Access-Control-Request-Method", "POST"),
                ("Access-Control-Request-Headers", "authorization,content-type,x-ms-bot-agent,x-requested-with"));
            return response.IsSuccessStatusCode && response.Headers.TryGetValues("Access-Control-Allow-Headers", out var headers)
                ? string.Join(',', headers) : null;
        }

        Assert.Equal("authorization,content-type,x-ms-bot-agent,x-requested-with",
            await AllowedAsync("/v3/directline/conversations", "https://shop.example"));
        Assert.NotNull(await AllowedAsync("/widget/session", "https://shop.example"));
        Assert.Null(await AllowedAsync("/v3/directline/conversations", "https://evil.example"));
        Assert.Null(await AllowedAsync("/desk", "https://shop.example"));
    }

    [Fact]
    public async Task Who_asks_too_much_waits_and_the_others_are_served()
    {
        await using var host = await ChannelHost.StartAsync(
            new()
            {
                ["RateLimits:Conversation:Burst"] = "3",
                ["RateLimits:Conversation:PerMinute"] = "6",
                ["RateLimits:Session:Burst"] = "2",
                ["RateLimits:Session:PerMinute"] = "1"
            });
        var (loud, quiet) = (await host.VisitorAsync(), await host.VisitorAsync());
        for (var i = 0; i < 3; i++)
            await loud.SayAsync("hi");
        using var held = await loud.PostActivityAsync(new JObject { ["type"] = "message", ["text"] = "again" });
        Assert.Equal("429 TooManyRequests", await ChannelHost.CodeAsync(held));
        Assert.InRange(int.Parse(held.Headers.GetValues("Retry-After").Single(), System.Globalization.CultureInfo.InvariantCulture), 1, 10);
        await quiet.SayAsync("served");
        Assert.Equal(3, (await loud.ReadAsync())["activities"]!.Count());
        using var third = await host.SendAsync(HttpMethod.Post, "/widget/session", null, null, ("Origin", "https://shop.example"));
        Assert.Equal("429 TooManyRequests", await ChannelHost.CodeAsync(third));
        // The page must be able to read it.
        Assert.True(third.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_site_that_trades_tokens_for_all_its_customers_is_one_address()
    {
        await using var host = await ChannelHost.StartAsync(
            new() { ["RateLimits:Address:Burst"] = "2", ["RateLimits:Address:PerMinute"] = "1" });
        for (var i = 0; i < 2; i++)
            (await host.SendAsync(HttpMethod.Post, "/v3/directline/tokens/generate", ChannelHost.Secret)).Dispose();
        using var held = await host.SendAsync(HttpMethod.Post, "/v3/directline/tokens/generate", ChannelHost.Secret);
        Assert.Equal(HttpStatusCode.TooManyRequests, held.StatusCode);
        using var health = await host.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), ChannelHost.Token);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task Passwords_are_tried_slowly()
    {
        await using var host = await ChannelHost.StartAsync(
            new() { ["RateLimits:SignIn:Burst"] = "2", ["RateLimits:SignIn:PerMinute"] = "1" });
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            using var response = await host.SendAsync(HttpMethod.Post, "/sign-in", null);
            statuses.Add(response.StatusCode);
        }
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], statuses);
    }

    [Theory]
    [InlineData(null, "ws://127.0.0.1")]
    [InlineData("127.0.0.1", "wss://127.0.0.1")]
    [InlineData("10.0.0.0/8", "ws://127.0.0.1")]
    public async Task Only_a_known_proxy_says_how_the_customer_came(string? proxy, string expected)
    {
        await using var host = await ChannelHost.StartAsync(proxy is null ? null : new() { ["Operations:KnownProxies:0"] = proxy });
        using var response = await host.SendAsync(HttpMethod.Post, "/v3/directline/conversations", ChannelHost.Secret, null,
            ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.9"));
        Assert.StartsWith(expected, (string)(await ChannelHost.JsonAsync(response))["streamUrl"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configured_address_is_given_out_whatever_the_request_says()
    {
        await using var host = await ChannelHost.StartAsync(new() { ["Operations:PublicUrl"] = "https://chat.shop.example/" });
        using var response = await host.SendAsync(HttpMethod.Post, "/v3/directline/conversations", ChannelHost.Secret);
        Assert.StartsWith("wss://chat.shop.example/v3/directline/conversations/",
            (string)(await ChannelHost.JsonAsync(response))["streamUrl"]!, StringComparison.Ordinal);
    }
}
