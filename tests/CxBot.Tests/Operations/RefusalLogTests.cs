using System.Diagnostics.Metrics;
using System.Net;
using CxBot.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;

namespace CxBot.Tests.Operations;

public sealed class RefusalLogTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private readonly LogLines _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Unsigned_webhooks_are_one_line_a_minute_with_their_count()
    {
        await using var host = await StartAsync(new()
        {
            ["Channels:WhatsApp:AppSecret"] = "an app secret of the tests",
            ["Channels:WhatsApp:VerifyToken"] = "a verify token",
            ["Channels:WhatsApp:AccessToken"] = "an access token",
            ["Channels:WhatsApp:PhoneNumberId"] = "106540352242922",
            ["Channels:WhatsApp:GraphApiBaseUrl"] = "http://127.0.0.1:9",
        });
        var counted = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, me) =>
        {
            if (instrument.Meter.Scope == host.Get<IMeterFactory>()
            && instrument.Name == "cxbot.refusals")
                me.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref counted, value));
        listener.Start();

        for (var i = 0; i < 100; i++)
        {
            using var refused = await host.SendAsync(
                HttpMethod.Post, "/channels/whatsapp/webhook", null, new JObject { ["object"] = "whatsapp_business_account" });
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
        Assert.Contains("(1 times", Assert.Single(_log.Having("was not signed", LogLevel.Warning)), StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(() => Task.FromResult(_log.Having("was not signed").Count == 2), "the rest to be said together");
        Assert.Contains("(99 times", _log.Having("was not signed")[1], StringComparison.Ordinal);
        Assert.Equal(100, counted);
        // Quiet again: nothing more is said, and the next one is said at once.
        for (var i = 0; i < 3; i++)
            _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, _log.Having("was not signed").Count);
        (await host.SendAsync(HttpMethod.Post, "/channels/whatsapp/webhook", null, new JObject())).Dispose();
        Assert.Equal(3, _log.Having("was not signed").Count);

        for (var i = 0; i < 20; i++)
            (await host.SendAsync(HttpMethod.Get, "/channels/whatsapp/webhook?hub.mode=subscribe&hub.verify_token=guess", null)).Dispose();
        Assert.Single(_log.Having("VerifyToken"));
    }

    [Fact]
    public async Task Customers_tokens_that_are_not_right_are_one_line_a_minute_for_each_reason()
    {
        await using var host = await StartAsync(new() { ["Channels:DirectLine:CustomerKey"] = "the shop's own key, at least 32 bytes" });
        foreach (var token in new[] { "a.b.c", new string('x', 5000) })
            for (var i = 0; i < 10; i++)
                (await host.SendAsync(HttpMethod.Post, "/widget/session", null, new JObject { ["customer"] = token })).Dispose();
        Assert.Equal(2, _log.Having("was not believed").Count);
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("Forwarded")]
    [InlineData("X-Real-IP")]
    public async Task A_proxy_that_nobody_has_named_is_said_once_with_what_to_set(string header)
    {
        await using var host = await StartAsync([]);
        for (var i = 0; i < 5; i++)
            (await host.SendAsync(HttpMethod.Get, "/health/live", null, null, (header, "203.0.113.9"))).Dispose();
        Assert.Contains("Operations:KnownProxies:0 to 127.0.0.1", Assert.Single(_log.Having("KnownProxies", LogLevel.Warning)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_known_proxy_nothing_is_said()
    {
        await using var host = await StartAsync(new() { ["Operations:KnownProxies:0"] = "127.0.0.1" });
        (await host.SendAsync(HttpMethod.Get, "/health/live", null, null, ("X-Forwarded-For", "203.0.113.9"),
            ("X-Forwarded-Proto", "https"), ("X-Real-IP", "203.0.113.9"))).Dispose();
        Assert.Empty(_log.Having("KnownProxies"));
    }

    private Task<ChannelHost> StartAsync(Dictionary<string, string?> settings) =>
        ChannelHost.StartAsync(settings, _time, services: services => services.AddSingleton<ILoggerProvider>(_log));
}
