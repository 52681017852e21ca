using System.Net;
using CxBot.Agents;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Language;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;

namespace CxBot.Tests.Channels.Widget;

public sealed class WidgetSessionTests
{
    [Fact]
    public async Task A_visitor_who_comes_back_is_where_they_were()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 7, 0, 0, TimeSpan.Zero));
        await using var host = await ChannelHost.StartAsync(new() { ["Widget:VisitorLifetime"] = "00:10:00" }, time);
        var visitor = await host.VisitorAsync();
        await visitor.SayAsync("hi");
        time.Advance(TimeSpan.FromMinutes(8));
        var again = await host.VisitorAsync(visitor.Key);
        Assert.Equal((visitor.UserId, visitor.ConversationId), (again.UserId, again.ConversationId));
        // Renewed at each visit.
        time.Advance(TimeSpan.FromMinutes(8));
        Assert.Equal(visitor.ConversationId, (await host.VisitorAsync(again.Key)).ConversationId);
        Assert.NotEqual(visitor.ConversationId, (await host.VisitorAsync(visitor.Key)).ConversationId);
        Assert.Single((JArray)(await (await host.VisitorAsync(again.Key)).ReadAsync())["activities"]!);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_key_that_is_not_ours_makes_a_new_visitor(string key)
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync(key);
        Assert.StartsWith("dl_", visitor.UserId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_only_looks_leaves_nothing_and_who_begins_brings_the_page_and_the_language()
    {
        await using var host = await ChannelHost.StartAsync();
        var session = await BeginAsync(
            host, JObject.Parse("""{"language":"en","context":{"title":"Sepatu","address":"https://shop.example/p/1"}}"""));
        Assert.Equal(0, await host.QueryAsync(db => db.Conversations.CountAsync()));
        using var started = await host.SendAsync(HttpMethod.Post, "/v3/directline/conversations", (string)session["token"]!);
        var conversation = await host.QueryAsync(db => db.Conversations.SingleAsync());
        Assert.Equal(("en", new PageContext("Sepatu", "https://shop.example/p/1", null)), (conversation.Language, conversation.Page));

        await BeginAsync(host, new JObject { ["visitor"] = session["visitor"], ["context"] = new JObject { ["title"] = "Tas" } });
        Assert.Equal("Tas", (await host.QueryAsync(db => db.Conversations.SingleAsync())).Page!.Title);
    }

    [Fact]
    public async Task The_settings_are_complete_without_a_word_of_configuration()
    {
        await using var host = await ChannelHost.StartAsync();
        var settings = (await BeginAsync(host, null))["settings"]!;
        foreach (var language in new[] { "id", "en" })
        {
            Assert.NotEmpty((string)settings["greeting"]![language]!);
            Assert.NotEmpty((string)settings["botName"]![language]!);
            Assert.InRange(settings["starters"]![language]!.Count(), 3, 4);
        }
        Assert.Equal(16777216, (int)settings["maxUploadBytes"]!);
        Assert.Contains(".png", (string)settings["accept"]!, StringComparison.Ordinal);
        Assert.Equal(("False", JTokenType.Null, JTokenType.Null),
            ((string)settings["team"]!["present"]!, settings["team"]!["replyMinutes"]!.Type, settings["team"]!["opensAt"]!.Type));
    }

    [Fact]
    public async Task What_is_configured_is_shown()
    {
        await using var host = await ChannelHost.StartAsync(
            new()
            {
                ["Widget:Title"] = "Kedai Nusa",
                ["Widget:Greeting:id"] = "Hai!",
                ["Widget:Starters:id:0"] = "Apa kabar?",
                ["Widget:PrivacyUrl"] = "/privasi"
            });
        var settings = (await BeginAsync(host, null))["settings"]!;
        Assert.Equal(("Kedai Nusa", "Hai!", "/privasi"),
            ((string)settings["title"]!, (string)settings["greeting"]!["id"]!, (string)settings["privacyUrl"]!));
        Assert.Equal("Apa kabar?", (string)Assert.Single((JArray)settings["starters"]!["id"]!)!);
        Assert.Equal(4, settings["starters"]!["en"]!.Count());
    }

    [Fact]
    public async Task The_team_is_there_when_it_is_and_its_pace_is_the_real_one()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 13, 55, 0, TimeSpan.Zero));
        await using var host = await ChannelHost.StartAsync(
            new() { ["Handover:Hours:Wednesday"] = "08:00-21:00", ["Handover:Hours:Thursday"] = "08:00-21:00" }, time);
        var visitor = await host.VisitorAsync();
        await host.Get<Writer>().RunAsync(async (db, token) =>
        {
            db.Users.Add(new Agent { DisplayName = "Sari", UserName = "s", LastSeenAt = time.GetUtcNow() });
            for (var i = 0; i < 5; i++)
                db.Handovers.Add(new HandoverRequest
                {
                    ConversationId = visitor.ConversationId,
                    Reason = HandoverReason.Angry,
                    RequestedAt = time.GetUtcNow().AddMinutes(-30),
                    TakenAt = time.GetUtcNow().AddMinutes(-27),
                    Brief = new HandoverBrief([], [], [], Mood.Calm, "en", false, [], [], [], null, null, null),
                });
            await db.SaveChangesAsync(token);
        }, ChannelHost.Token);
        var open = (await BeginAsync(host, null))["settings"]!["team"]!;
        Assert.Equal((true, 3), ((bool)open["present"]!, (int)open["replyMinutes"]!));
        time.Advance(TimeSpan.FromMinutes(10));
        var closed = (await BeginAsync(host, null))["settings"]!["team"]!;
        Assert.Equal((false, JTokenType.Null), ((bool)closed["present"]!, closed["replyMinutes"]!.Type));
        Assert.Equal(new DateTimeOffset(2026, 11, 26, 1, 0, 0, TimeSpan.Zero),
            DateTimeOffset.Parse((string)closed["opensAt"]!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_foreign_page_is_told_that_it_may_not()
    {
        await using var host = await ChannelHost.StartAsync();
        using var foreign = await host.SendAsync(HttpMethod.Post, "/widget/session", null, null, ("Origin", "https://evil.example"));
        using var configured = await host.SendAsync(HttpMethod.Post, "/widget/session", null, null, ("Origin", "https://shop.example"));
        using var own = await host.SendAsync(
            HttpMethod.Post, "/widget/session", null, null, ("Origin", $"http://127.0.0.1:{host.Address.Port}"));
        Assert.Equal("403 ForeignOrigin", await ChannelHost.CodeAsync(foreign));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (configured.StatusCode, own.StatusCode));
        Assert.Equal("https://shop.example", string.Join(',', configured.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    private static async Task<JObject> BeginAsync(ChannelHost host, JToken? body)
    {
        using var response = await host.SendAsync(HttpMethod.Post, "/widget/session", null, body);
        response.EnsureSuccessStatusCode();
        return await ChannelHost.JsonAsync(response);
    }
}
