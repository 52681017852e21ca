using System.Net;
using System.Text;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Web.Bot;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;

namespace CxBot.Tests.Channels.DirectLine;

public sealed class DirectLineEndpointsTests
{
    [Fact]
    public async Task A_conversation_is_started_once_and_taken_up_again_with_the_same_token()
    {
        await using var host = await ChannelHost.StartAsync();
        using var generated = await host.SendAsync(HttpMethod.Post, "/v3/directline/tokens/generate", ChannelHost.Secret,
            new JObject { ["user"] = new JObject { ["id"] = "dl_sari", ["name"] = "Sari" } });
        var token = await ChannelHost.JsonAsync(generated);
        Assert.Equal(1800, (int)token["expires_in"]!);

        using var first = await host.SendAsync(
            HttpMethod.Post, "/v3/directline/conversations", (string)token["token"]!, new JObject { ["user"] = new JObject() });
        using var second = await host.SendAsync(HttpMethod.Post, "/v3/directline/conversations", (string)token["token"]!);
        var (opened, again) = (await ChannelHost.JsonAsync(first), await ChannelHost.JsonAsync(second));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal((string)token["conversationId"]!, (string)opened["conversationId"]!);
        Assert.Equal((string)token["token"]!, (string)opened["token"]!);
        Assert.Equal((string)opened["token"]!, (string)again["token"]!);
        Assert.StartsWith($"ws://127.0.0.1:{host.Address.Port}/v3/directline/conversations/{opened["conversationId"]}/stream?t=",
            (string)opened["streamUrl"]!, StringComparison.Ordinal);
        Assert.Equal("Sari", await host.QueryAsync(db => db.Customers.Select(c => c.Name).SingleAsync()));
    }

    [Fact]
    public async Task A_page_cannot_say_who_the_customer_is()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        using var posted = await visitor.PostActivityAsync(
            JObject.Parse("""{"type":"message","text":"hi","from":{"id":"somebody-else","role":"bot","name":"Budi"}}"""));
        var echo = (await visitor.ReadAsync())["activities"]![0]!;
        Assert.Equal(visitor.UserId, (string)echo["from"]!["id"]!);
        Assert.Equal("user", (string)echo["from"]!["role"]!);
    }

    [Fact]
    public async Task What_was_posted_comes_back_untouched_with_the_id_that_was_answered()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        var sent = ActivityJson.Parse("""
            {"type":"message","text":"refund saya?","locale":"id-ID","localTimestamp":"2026-11-25T07:00:00.000+07:00","textFormat":"plain",
             "entities":[{"type":"ClientCapabilities","requiresBotState":true,"supportsListening":true,"unheardOf":{"a":[1,2.50,null]}}],
             "channelData":{"clientActivityID":"17640.abc","clientTimestamp":"2026-11-25T00:00:00.000Z","deep":{"ünïcode":"🙏"}},"mystery":{"x":[{}]}}
            """);
        using var posted = await visitor.PostActivityAsync(sent);
        var id = (string)(await ChannelHost.JsonAsync(posted))["id"]!;
        var page = await visitor.ReadAsync("");
        var echo = (JObject)page["activities"]![0]!;

        Assert.Equal($"{visitor.ConversationId}|0000001", id);
        Assert.Equal(id, (string)echo["id"]!);
        Assert.Equal("1", (string)page["watermark"]!);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", (string)echo["timestamp"]!);
        foreach (var part in new[] { "text", "locale", "textFormat", "entities", "channelData", "mystery" })
            Assert.True(JToken.DeepEquals(sent[part], echo[part]), part);
        Assert.Equal("2026-11-25T07:00:00.000+07:00", (string)echo["localTimestamp"]!);
        Assert.Contains("\"localTimestamp\":\"2026-11-25T07:00:00.000+07:00\"", await RawAsync(visitor), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_client_message_twice_is_one_message()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => visitor.SayAsync("hi", "same")));
        var other = await host.VisitorAsync();
        var elsewhere = await other.SayAsync("hi", "same");

        Assert.Single(ids.Distinct());
        Assert.StartsWith(other.ConversationId.Value, elsewhere, StringComparison.Ordinal);
        Assert.Single((JArray)(await visitor.ReadAsync())["activities"]!);
    }

    [Fact]
    public async Task Thumbs_typing_and_what_was_seen_find_their_place()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        using var typing = await visitor.PostActivityAsync(new JObject { ["type"] = "typing" });
        Assert.NotNull(host.Get<Typing>().Current(visitor.ConversationId, TypingSide.Customer));
        await visitor.SayAsync("hi");
        Assert.Null(host.Get<Typing>().Current(visitor.ConversationId, TypingSide.Customer));
        var answer = await host.SayAsync(visitor.ConversationId, MessageRole.Bot, "hello");
        var answerId = $"{visitor.ConversationId}|{answer.Sequence:D7}";
        using var liked = await visitor.PostActivityAsync(new JObject
        {
            ["type"] = "event",
            ["name"] = "webchat:activity-status/feedback",
            ["entities"] = new JArray(
                new JObject { ["@type"] = "LikeAction", ["@id"] = answerId, ["actionStatus"] = "CompletedActionStatus" }),
        });
        using var seen = await visitor.PostActivityAsync(JObject.Parse("""{"type":"event","name":"cxbot/seen","value":{"sequence":2}}"""));
        using var unknown = await visitor.PostActivityAsync(new JObject { ["type"] = "conversationUpdate" });

        var stored = await host.QueryAsync(db => db.Messages.SingleAsync(m => m.Kind == MessageKind.Event));
        Assert.Equal($$"""{"sequence":{{answer.Sequence}},"helpful":true}""", Assert.IsType<MessageContent.Report>(stored.Content).Value);
        Assert.Equal("", (string)(await ChannelHost.JsonAsync(typing))["id"]!);
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        Assert.Equal(2, await host.QueryAsync(
            db => db.Conversations.Where(c => c.Id == visitor.ConversationId).Select(c => c.CustomerSeenSequence).SingleAsync()));
        Assert.NotEmpty((string)(await ChannelHost.JsonAsync(unknown))["id"]!);
        Assert.Equal(3, await host.QueryAsync(db => db.Messages.CountAsync()));
    }

    [Fact]
    public async Task Notes_between_agents_never_leave()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        await visitor.SayAsync("hi");
        await host.SayAsync(visitor.ConversationId, MessageRole.Note, "do not trust this one", agentId: "a1", name: "Sari");
        Assert.Single((JArray)(await visitor.ReadAsync())["activities"]!);
        Assert.Empty((JArray)(await visitor.ReadAsync("1"))["activities"]!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("undefined")]
    public async Task A_new_client_is_shown_the_last_page_of_an_old_conversation(string watermark)
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        await host.SayAllAsync(visitor.ConversationId, Enumerable.Range(0, 230).Select(i => (MessageRole.Bot, $"{i}")));
        var page = await visitor.ReadAsync(watermark);
        Assert.Equal(200, page["activities"]!.Count());
        Assert.Equal("30", (string)page["activities"]![0]!["text"]!);
        Assert.Equal("230", (string)page["watermark"]!);
        // Who says where they stand gets all of it, page by page.
        var first = await visitor.ReadAsync("5");
        Assert.Equal("205", (string)first["watermark"]!);
        Assert.Equal(25, (await visitor.ReadAsync("205"))["activities"]!.Count());
    }

    [Fact]
    public async Task Each_refusal_has_its_status_and_its_code()
    {
        await using var host = await ChannelHost.StartAsync();
        var (mine, theirs) = (await host.VisitorAsync(), await host.VisitorAsync());
        async Task<string> CodeOf(string path, string? bearer, HttpMethod? method = null, JToken? body = null)
        {
            using var response = await host.SendAsync(method ?? HttpMethod.Get, "/v3/directline" + path, bearer, body);
            return await ChannelHost.CodeAsync(response);
        }

        Assert.Equal("401 MissingAuthorization", await CodeOf($"/conversations/{mine.ConversationId}/activities", null));
        Assert.Equal("403 InvalidToken", await CodeOf($"/conversations/{mine.ConversationId}/activities", "nonsense"));
        Assert.Equal("403 InvalidToken", await CodeOf($"/conversations/{mine.ConversationId}/activities", mine.Token[..^4] + "AAAA"));
        Assert.Equal("404 NotFound", await CodeOf($"/conversations/{theirs.ConversationId}/activities", mine.Token));
        Assert.Equal("404 NotFound", await CodeOf("/conversations/never-was/activities", mine.Token));
        Assert.Equal("404 NotFound", await CodeOf($"/conversations/{theirs.ConversationId}", mine.Token));
        Assert.Equal("404 NotFound",
            await CodeOf($"/conversations/{theirs.ConversationId}/activities", mine.Token, HttpMethod.Post,
                new JObject { ["type"] = "message", ["text"] = "x" }));
        Assert.Equal("403 SecretNeeded", await CodeOf("/tokens/generate", mine.Token, HttpMethod.Post));
        Assert.Equal("403 InvalidToken", await CodeOf("/tokens/generate", "not the secret", HttpMethod.Post));
        Assert.Equal("403 InvalidToken", await CodeOf("/tokens/refresh", ChannelHost.Secret, HttpMethod.Post));
        Assert.Equal("400 BadArgument",
            await CodeOf("/tokens/generate", ChannelHost.Secret, HttpMethod.Post, JObject.Parse("""{"user":{"id":"sari"}}""")));
    }

    [Theory]
    [InlineData("{\"type\":\"message\",\"text\":\"", "400 BadArgument")]
    [InlineData("""[1]""", "400 BadArgument")]
    [InlineData("", "400 BadArgument")]
    [InlineData("""{"text":"hi"}""", "400 BadArgument")]
    [InlineData("""{"type":5}""", "400 BadArgument")]
    [InlineData("""{"type":"message"}""", "400 BadArgument")]
    [InlineData("""{"type":"message","text":"  "}""", "400 BadArgument")]
    [InlineData("""{"type":"message","text":{"a":1}}""", "400 BadArgument")]
    [InlineData("""{"type":"message","attachments":[{"contentUrl":"http://evil.example/x.png"}]}""", "400 BadArgument")]
    [InlineData("""{"type":"event"}""", "400 BadArgument")]
    [InlineData("""{"type":"event","name":"cxbot/seen","value":{"sequence":99999999999999999999}}""", "400 BadArgument")]
    public async Task What_cannot_be_read_is_refused_and_the_conversation_goes_on(string body, string expected)
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/directline/conversations/{visitor.ConversationId}/activities")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", visitor.Token);
        using var response = await host.Http.SendAsync(request, ChannelHost.Token);
        Assert.Equal(expected, await ChannelHost.CodeAsync(response));
        Assert.EndsWith("|0000001", await visitor.SayAsync("still here"), StringComparison.Ordinal);
    }

    /// <summary>Small clients declare what their library does by itself, or nothing.</summary>
    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task A_body_is_read_whatever_it_is_declared_to_be(string? type)
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        foreach (var (path, body) in new[] { ("/widget/session", "{}"),
            ($"/v3/directline/conversations/{visitor.ConversationId}/activities", """{"type":"message","text":"hi"}""") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
            };
            request.Content.Headers.ContentType = type is null ? null : new(type);
            request.Headers.Authorization = new("Bearer", visitor.Token);
            using var response = await host.Http.SendAsync(request, ChannelHost.Token);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task What_is_too_large_is_refused()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        using var longText = await visitor.PostActivityAsync(new JObject { ["type"] = "message", ["text"] = new string('x', 8001) });
        using var largeBody = await visitor.PostActivityAsync(new JObject { ["type"] = "message", ["text"] = new string('x', 102_400) });
        using var largeValue = await visitor.PostActivityAsync(
            new JObject { ["type"] = "event", ["name"] = "x", ["value"] = new string('x', 9000) });
        using var longName = await visitor.PostActivityAsync(new JObject { ["type"] = "event", ["name"] = new string('x', 101) });
        foreach (var refused in new[] { longText, largeBody, largeValue, longName })
            Assert.Equal("413 TooLarge", await ChannelHost.CodeAsync(refused));
        Assert.EndsWith("|0000001", await visitor.SayAsync(new string('x', 8000)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_cannot_be_written_is_a_503()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        await host.QueryAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Messages\" RENAME TO \"Gone\"", ChannelHost.Token));
        using var response = await visitor.PostActivityAsync(new JObject { ["type"] = "message", ["text"] = "hi" });
        Assert.Equal("503 Unavailable", await ChannelHost.CodeAsync(response));
    }

    [Fact]
    public async Task Nul_and_half_pairs_do_not_reach_the_database()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        using var posted = await visitor.PostActivityAsync(
            new JRaw("""{"type":"message","text":"a\u0000b\ud800c\u202e","channelData":{"clientActivityID":"x\u0000y"}}"""));
        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        var stored = await host.QueryAsync(db => db.Messages.SingleAsync());
        Assert.Equal("ab\uFFFDc\u202e", stored.Text);
        Assert.DoesNotContain('\0', stored.Raw + stored.ProviderId);
    }

    private static async Task<string> RawAsync(DirectLineVisitor visitor)
    {
        using var response = await visitor.Host.SendAsync(
            HttpMethod.Get, $"/v3/directline/conversations/{visitor.ConversationId}/activities", visitor.Token);
        return await response.Content.ReadAsStringAsync(ChannelHost.Token);
    }
}
