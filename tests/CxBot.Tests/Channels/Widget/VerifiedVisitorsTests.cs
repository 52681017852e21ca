using System.Net;
using CxBot.Customers;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;

namespace CxBot.Tests.Channels.Widget;

public sealed class VerifiedVisitorsTests
{
    private static readonly Dictionary<string, string?> Known = new() { ["Channels:DirectLine:CustomerKey"] = ShopToken.Key };

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 25, 5, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Whom_the_shop_knows_is_one_customer_in_one_conversation_on_every_device()
    {
        await using var host = await ChannelHost.StartAsync(Known, _time);
        var phone = await BeginAsync(host, null, Token("c-42"));
        await phone.SayAsync("halo dari ponsel");
        var laptop = await BeginAsync(host, null, Token("c-42"));
        Assert.Equal((phone.ConversationId, phone.UserId), (laptop.ConversationId, laptop.UserId));
        Assert.Single((JArray)(await laptop.ReadAsync())["activities"]!);
        var customer = await host.QueryAsync(db => db.Customers.Include(c => c.Identities).SingleAsync());
        Assert.Equal(("Budi", "budi@shop.example", "c-42", CustomerAddress.SubjectKind),
            (customer.Name, customer.Email, customer.Identities[0].Value, customer.Identities[0].Kind));
        Assert.NotEqual(phone.ConversationId, (await BeginAsync(host, null, Token("c-43"))).ConversationId);
    }

    [Fact]
    public async Task Without_the_token_a_verified_conversation_is_nobodys_and_with_anothers_it_stays_closed()
    {
        await using var host = await ChannelHost.StartAsync(Known, _time);
        var verified = await BeginAsync(host, null, Token("c-42"));
        await verified.SayAsync("rahasia");
        var loggedOut = await BeginAsync(host, verified.Key, null);
        var other = await BeginAsync(host, verified.Key, Token("c-43"));
        var stale = await BeginAsync(host, verified.Key, ShopToken.For("c-42", _time.GetUtcNow().AddHours(-5)));
        var forged = await BeginAsync(
            host, verified.Key, ShopToken.For("c-42", _time.GetUtcNow(), key: "another key that is long enough!"));
        foreach (var one in new[] { loggedOut, other, stale, forged })
        {
            Assert.NotEqual(verified.ConversationId, one.ConversationId);
            Assert.Empty((JArray)(await one.ReadAsync())["activities"]!);
            using var reached = await host.SendAsync(
                HttpMethod.Get, $"/v3/directline/conversations/{verified.ConversationId}/activities", one.Token);
            Assert.Equal(HttpStatusCode.NotFound, reached.StatusCode);
        }
        Assert.Equal(verified.ConversationId, (await BeginAsync(host, loggedOut.Key, Token("c-42"))).ConversationId);
        Assert.Equal(1, await host.QueryAsync(
            db => db.Conversations.Where(c => c.LastSequence > 0).Select(c => c.CustomerId).Distinct().CountAsync()));
    }

    [Fact]
    public async Task What_a_visitor_began_goes_on_when_the_shop_says_who_it_is_and_their_old_key_opens_nothing_of_it()
    {
        await using var host = await ChannelHost.StartAsync(Known, _time);
        var unknown = await host.VisitorAsync();
        await unknown.SayAsync("lacak paket");
        var verified = await BeginAsync(host, unknown.Key, Token("c-42"));
        var said = (JArray)(await verified.ReadAsync())["activities"]!;
        Assert.Contains("continue here", (string)Assert.Single(said)["text"]!, StringComparison.Ordinal);
        Assert.Equal(1, await host.QueryAsync(db => db.Customers.CountAsync()));
        Assert.Equal(unknown.ConversationId,
            (await host.QueryAsync(db => db.Conversations.SingleAsync(c => c.Id == verified.ConversationId))).ContinuesId);
        // Once is enough, and another customer at this browser is not that visitor.
        await BeginAsync(host, unknown.Key, Token("c-42"));
        Assert.Single((JArray)(await verified.ReadAsync())["activities"]!);
        await BeginAsync(host, unknown.Key, Token("c-43"));
        Assert.Equal(2, await host.QueryAsync(db => db.Customers.CountAsync()));
        await verified.SayAsync("rahasia");
        Assert.DoesNotContain("rahasia", (await (await host.VisitorAsync(unknown.Key)).ReadAsync()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visit_lasts_as_long_as_tokens_may_however_often_it_is_renewed()
    {
        await using var host = await ChannelHost.StartAsync(
            new(Known) { ["Channels:DirectLine:CustomerTokenLifetime"] = "00:45:00", ["Channels:DirectLine:TokenLifetime"] = "00:30:00" },
            _time);
        var token = (await BeginAsync(host, null,
            ShopToken.Make("""{"alg":"HS256"}""",
                $$"""{"sub":"c-42","exp":{{_time.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds()}}}"""))).Token;
        _time.Advance(TimeSpan.FromMinutes(25));
        using var renewed = await host.SendAsync(HttpMethod.Post, "/v3/directline/tokens/refresh", token);
        var answer = await ChannelHost.JsonAsync(renewed);
        Assert.Equal(20 * 60, (int)answer["expires_in"]!);
        _time.Advance(TimeSpan.FromMinutes(21));
        using var refused = await host.SendAsync(HttpMethod.Post, "/v3/directline/tokens/refresh", (string)answer["token"]!);
        Assert.Equal("403 TokenExpired", await ChannelHost.CodeAsync(refused));
    }

    private string Token(string subject) => ShopToken.For(subject, _time.GetUtcNow(), "Budi", "budi@shop.example");

    private static async Task<DirectLineVisitor> BeginAsync(ChannelHost host, string? key, string? customer)
    {
        using var began = await host.SendAsync(
            HttpMethod.Post, "/widget/session", null, new JObject { ["visitor"] = key, ["customer"] = customer, ["language"] = "en" });
        Assert.Equal(HttpStatusCode.OK, began.StatusCode);
        var session = await ChannelHost.JsonAsync(began);
        var visitor = new DirectLineVisitor(
            host, new((string)session["conversationId"]!), (string)session["token"]!, (string)session["userId"]!,
            (string)session["visitor"]!);
        using var started = await visitor.PostAsync("/conversations", new JObject());
        started.EnsureSuccessStatusCode();
        return visitor;
    }
}
