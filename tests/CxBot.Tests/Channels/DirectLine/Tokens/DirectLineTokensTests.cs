using System.Buffers.Text;
using System.Text;
using CxBot.Conversations;
using CxBot.Web.Channels.DirectLine.Tokens;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;

namespace CxBot.Tests.Channels.DirectLine.Tokens;

public sealed class DirectLineTokensTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 7, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_stock_client_can_read_whose_token_it_is()
    {
        await using var host = await ChannelHost.StartAsync();
        var token = host.Get<DirectLineTokens>().Issue(new DirectLineToken(new ConversationId("c1"), "dl_sari", default));
        var payload = JObject.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.Split('.')[1])));
        Assert.Equal(("c1", "dl_sari"), ((string)payload["conv"]!, (string)payload["user"]!));
    }

    [Fact]
    public async Task A_token_expires_and_one_that_still_works_is_traded_for_a_newer_one()
    {
        var time = new FakeTimeProvider(Now);
        await using var host = await ChannelHost.StartAsync(time: time);
        var visitor = await host.VisitorAsync();
        time.Advance(TimeSpan.FromMinutes(29));
        using var refreshed = await host.SendAsync(HttpMethod.Post, "/v3/directline/tokens/refresh", visitor.Token);
        var newer = (string)(await ChannelHost.JsonAsync(refreshed))["token"]!;
        time.Advance(TimeSpan.FromMinutes(2));

        using var old = await host.SendAsync(HttpMethod.Post, "/v3/directline/tokens/refresh", visitor.Token);
        using var read = await host.SendAsync(HttpMethod.Get, $"/v3/directline/conversations/{visitor.ConversationId}/activities", newer);
        Assert.Equal("403 TokenExpired", await ChannelHost.CodeAsync(old));
        Assert.True(read.IsSuccessStatusCode);
        using var posted = await visitor.PostActivityAsync(new JObject { ["type"] = "message", ["text"] = "x" });
        Assert.Equal("403 TokenExpired", await ChannelHost.CodeAsync(posted));
    }

    [Fact]
    public async Task Tokens_outlive_a_restart_but_not_a_new_secret()
    {
        var first = await ChannelHost.StartAsync();
        var token = first.Get<DirectLineTokens>().Issue(new DirectLineToken(new ConversationId("c1"), "dl_sari", default));
        var folder = await first.StopAsync();
        var second = await ChannelHost.StartAsync(folder: folder);
        Assert.Equal("dl_sari", (await second.Get<DirectLineTokens>().ReadAsync(token, TokenUse.Call)).Token?.UserId);
        await second.StopAsync();
        await using var third = await ChannelHost.StartAsync(
            new() { ["Channels:DirectLine:Secret"] = "another secret, just as long as the first" }, folder: folder);
        Assert.Null((await third.Get<DirectLineTokens>().ReadAsync(token, TokenUse.Call)).Token);
    }

    [Fact]
    public async Task A_token_of_another_house_or_another_kind_or_without_a_signature_is_worth_nothing()
    {
        await using var ours = await ChannelHost.StartAsync();
        await using var theirs = await ChannelHost.StartAsync();
        var tokens = ours.Get<DirectLineTokens>();
        var good = tokens.Issue(new DirectLineToken(new ConversationId("c1"), "dl_sari", default));
        var unsigned = Base64Url.EncodeToString("""{"alg":"none","typ":"JWT"}"""u8) + "." + good.Split('.')[1] + ".";
        var forged = good.Split('.')[0] + "."
            + Base64Url.EncodeToString(Encoding.UTF8.GetBytes("""{"conv":"c2","user":"dl_x","use":"call","exp":99999999999}""")) + "."
            + good.Split('.')[2];
        foreach (var bad in new[] { theirs.Get<DirectLineTokens>().Issue(new DirectLineToken(new ConversationId("c1"), "dl_sari", default)),
            unsigned, forged, "", "a.b.c", "....", new string('x', 5000) })
            Assert.Equal(TokenReading.Invalid, await tokens.ReadAsync(bad, TokenUse.Call));
        Assert.Equal(TokenReading.Invalid, await tokens.ReadAsync(good, TokenUse.Stream));
        Assert.NotNull((await tokens.ReadAsync(good, TokenUse.Call)).Token);
    }

    [Fact]
    public async Task The_page_of_the_beginning_travels_in_the_token()
    {
        await using var host = await ChannelHost.StartAsync();
        var page = new PageContext("Sepatu \"Lari\"", "https://shop.example/p/1", null);
        var token = host.Get<DirectLineTokens>()
            .Issue(new DirectLineToken(new ConversationId("c1"), "dl_sari", default) { Page = page, Language = "id" });
        var read = (await host.Get<DirectLineTokens>().ReadAsync(token, TokenUse.Call)).Token!;
        Assert.Equal((page, "id"), (read.Page, read.Language));
    }

    [Theory]
    [InlineData("Channels:DirectLine:Secret", "thirty-one characters and no 32")]
    [InlineData("Channels:DirectLine:AllowedOrigins:0", "https://shop.example/")]
    [InlineData("Channels:DirectLine:AllowedOrigins:0", "shop.example")]
    [InlineData("Channels:DirectLine:TokenLifetime", "00:00:10")]
    [InlineData("Operations:PublicUrl", "chat.example")]
    [InlineData("Operations:KnownProxies:0", "the proxy")]
    [InlineData("RateLimits:Token:Burst", "0")]
    [InlineData("RateLimits:SocketsPerConversation", "0")]
    [InlineData("RateLimits:SocketsPerAddress", "0")]
    [InlineData("Handover:OpenPerAddress", "-1")]
    [InlineData("Media:MaxAddressBytes", "0")]
    [InlineData("Media:MinFreeBytes", "-1")]
    [InlineData("Media:MaxFileBytes", "0")]
    [InlineData("Widget:PrivacyUrl", "javascript:alert(1)")]
    [InlineData("Channels:BotService:AppPassword", "x")]
    public async Task A_setting_that_cannot_work_stops_the_start_and_is_named(string name, string value)
    {
        var failure = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => ChannelHost.StartAsync(new() { [name] = value }));
        Assert.Contains(string.Join(':', name.Split(':').Take(2)).Replace(":0", "", StringComparison.Ordinal).Split(':')[0],
            failure.Message, StringComparison.Ordinal);
    }
}
