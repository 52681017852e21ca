using System.Net;
using CxBot.Conversations;
using CxBot.Web.Bot;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;

namespace CxBot.Tests.Channels.DirectLine.Files;

/// <summary>What is echoed to the customer is what the agent has, and nothing else.</summary>
public sealed class DirectLineAttachmentsTests
{
    private static readonly string Picture = "data:image/png;base64," + Convert.ToBase64String(SampleFiles.Png);

    [Theory]
    [InlineData("ini bukti transfernya")]
    [InlineData(null)]
    public async Task A_file_in_the_activity_itself_is_kept_as_if_it_were_uploaded(string? text)
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        var activity = new JObject
        {
            ["type"] = "message",
            ["text"] = text,
            ["channelData"] = new JObject { ["clientActivityID"] = "a1" },
            ["attachments"] = new JArray(
                new JObject
                {
                    ["contentType"] = "text/html",
                    ["name"] = "..\\bukti.jpg",
                    ["contentUrl"] = Picture,
                    ["thumbnailUrl"] = "https://evil.example/x.png"
                }),
        };
        foreach (var copy in new[] { activity, (JObject)activity.DeepClone() })
        {
            using var posted = await visitor.PostActivityAsync(copy);
            Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        }

        // Stored once, though it came twice; with the type that it really has, and seen by the agent.
        var file = await host.QueryAsync(db => db.MediaFiles.SingleAsync());
        var message = await host.QueryAsync(db => db.Messages.SingleAsync());
        Assert.Equal(("image/png", "bukti.jpg.png", visitor.ConversationId), (file.ContentType, file.FileName, file.ConversationId));
        Assert.Equal(file.Id, Assert.Single(message.Content.Attachments!).Id);
        Assert.Equal(text ?? "", message.Text);
        var echo = Assert.Single((JArray)(await visitor.ReadAsync())["activities"]!);
        var shown = Assert.Single((JArray)echo["attachments"]!);
        Assert.DoesNotContain("evil.example", shown.ToString(), StringComparison.Ordinal);
        using var fetched = await host.Http.GetAsync(new Uri((string)shown["contentUrl"]!), ChannelHost.Token);
        Assert.Equal(SampleFiles.Png, await fetched.Content.ReadAsByteArrayAsync(ChannelHost.Token));
    }

    [Theory]
    [InlineData("""[{"contentType":"image/jpeg","name":"bukti.jpg","contentUrl":"https://files.example/bukti.jpg"}]""", "400 BadArgument")]
    [InlineData("""[{"contentUrl":"http://127.0.0.1/secret"}]""", "400 BadArgument")]
    [InlineData("""[{"contentUrl":"file:///etc/passwd"}]""", "400 BadArgument")]
    [InlineData("""[{"contentUrl":"data:image/png;base64,???"}]""", "400 BadArgument")]
    [InlineData("""[{"contentUrl":"data:image/png"}]""", "400 BadArgument")]
    [InlineData("""[{"contentUrl":"data:application/octet-stream;base64,AAECAw=="}]""", "415 WrongKind")]
    [InlineData("""[{"contentUrl":"data:text/plain,"}]""", "400 BadArgument")]
    [InlineData("""[{"contentUrl":17}]""", "400 BadArgument")]
    [InlineData("""[{"contentType":"application/vnd.microsoft.card.hero","content":{"title":"only I see this"}}]""", "400 BadArgument")]
    [InlineData("""[{"contentType":"image/png","name":"x.png"}]""", "400 BadArgument")]
    [InlineData("""[5]""", "400 BadArgument")]
    [InlineData("""{"contentUrl":"data:,x"}""", "400 BadArgument")]
    [InlineData("""[{"contentUrl":"data:,1"},{"contentUrl":"data:,2"},{"contentUrl":"data:,3"},{"contentUrl":"data:,4"},{"contentUrl":"data:,5"},{"contentUrl":"data:,6"},{"contentUrl":"data:,7"},{"contentUrl":"data:,8"},{"contentUrl":"data:,9"}]""", "400 BadArgument")]
    public async Task What_cannot_be_kept_is_refused_with_the_words_that_came_along(string attachments, string expected)
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        using var posted = await visitor.PostActivityAsync(
            new JObject { ["type"] = "message", ["text"] = "ini buktinya", ["attachments"] = JToken.Parse(attachments) });
        Assert.Equal(expected, await ChannelHost.CodeAsync(posted));
        Assert.Empty((JArray)(await visitor.ReadAsync())["activities"]!);
        Assert.Equal(0, await host.QueryAsync(db => db.MediaFiles.CountAsync()));
        Assert.Empty(Directory.Exists(host.MediaFolder) ? Directory.GetFiles(host.MediaFolder) : []);
    }

    [Theory]
    [InlineData("""{"type":"message","text":"hi","speak":"something else"}""")]
    [InlineData("""{"type":"message","text":"hi","summary":"in short"}""")]
    [InlineData("""{"type":"message","text":"hi","suggestedActions":{"actions":[{"type":"imBack","title":"x"}]}}""")]
    [InlineData("""{"type":"event","name":"x","attachments":[{"contentUrl":"data:,x"}]}""")]
    [InlineData("""{"type":"typing","attachments":[{"contentUrl":"data:,x"}]}""")]
    public async Task What_a_client_would_show_and_no_agent_would_see_is_refused(string activity)
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        using var posted = await visitor.PostActivityAsync(ActivityJson.Parse(activity));
        Assert.Equal("400 BadArgument", await ChannelHost.CodeAsync(posted));
        Assert.Empty((JArray)(await visitor.ReadAsync())["activities"]!);
    }

    /// <summary>As stock clients send them, empty.</summary>
    [Fact]
    public async Task Empty_parts_do_no_harm()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        using var posted = await visitor.PostActivityAsync(
            ActivityJson.Parse(
                """{"type":"message","text":"hi","attachments":[],"speak":null,"summary":"","suggestedActions":{"actions":[],"to":[]},"attachmentLayout":"list","inputHint":"acceptingInput"}"""));
        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        Assert.Equal(MessageContent.Empty, await host.QueryAsync(db => db.Messages.Select(m => m.Content).SingleAsync()));
    }

    [Fact]
    public async Task What_a_button_or_a_card_sends_beside_words_is_kept_for_the_agent()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        using var form = await visitor.PostActivityAsync(
            ActivityJson.Parse(
                """{"type":"message","text":"kirim","value":{"ukuran":42,"warna":"merah","lain":{"a":[1]}},"channelData":{"messageBack":{"displayText":"Kirim pesanan"}}}"""));
        using var plain = await visitor.PostActivityAsync(ActivityJson.Parse("""{"type":"message","text":"ya","value":"ya"}"""));
        using var large = await visitor.PostActivityAsync(
            new JObject { ["type"] = "message", ["text"] = "x", ["value"] = new string('y', 9000) });
        var kept = await host.QueryAsync(db => db.Messages.OrderBy(m => m.Sequence).Select(m => m.Content).ToListAsync());
        var sent = Assert.IsType<MessageContent.Shared>(kept[0]).Part;
        Assert.Equal(SharedKind.Form, sent.Kind);
        Assert.Equal(["Kirim pesanan", "ukuran: 42", "warna: merah", """lain: {"a":[1]}"""], sent.Lines);
        Assert.IsType<MessageContent.Words>(kept[1]);
        Assert.Equal("413 TooLarge", await ChannelHost.CodeAsync(large));
        Assert.Equal(2, kept.Count);
    }

    [Fact]
    public async Task Files_beside_what_is_no_message_are_refused_and_nothing_of_them_stays()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        foreach (var type in new[] { "event", "typing", "conversationUpdate" })
        {
            using var form = new MultipartFormDataContent();
            form.Add(new StringContent($$"""{"type":"{{type}}","name":"x"}""", null, "application/vnd.microsoft.activity"), "activity",
                "blob");
            form.Add(new ByteArrayContent(SampleFiles.Png), "file", "a.png");
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/directline/conversations/{visitor.ConversationId}/upload")
            {
                Content = form,
            };
            request.Headers.Authorization = new("Bearer", visitor.Token);
            using var response = await host.Http.SendAsync(request, ChannelHost.Token);
            Assert.Equal("400 BadArgument", await ChannelHost.CodeAsync(response));
        }
        Assert.Equal(0, await host.QueryAsync(db => db.MediaFiles.CountAsync()));
        Assert.Empty(Directory.GetFiles(host.MediaFolder));
    }
}
