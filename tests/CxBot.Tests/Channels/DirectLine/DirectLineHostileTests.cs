using System.Net;
using System.Net.Http.Headers;
using CxBot.Web.Bot;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Channels.DirectLine;

public sealed class DirectLineHostileTests
{
    private static readonly Dictionary<string, string?> Unlimited = new() { ["RateLimits:Enabled"] = "false" };

    [Fact]
    public async Task Every_kind_of_broken_JSON_is_a_400_and_nothing_is_stored()
    {
        await using var host = await ChannelHost.StartAsync(Unlimited);
        var visitor = await host.VisitorAsync();
        foreach (var file in HostileInputs.Files("json"))
        {
            var status = await PostAsync(visitor, await File.ReadAllBytesAsync(file, ChannelHost.Token));
            // None of them is an activity; the largest is too large.
            Assert.True(status is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge, $"{Path.GetFileName(file)}: {status}");
        }
        Assert.Equal(0, await host.QueryAsync(db => db.Messages.CountAsync()));
    }

    [Fact]
    public void What_is_JSON_is_read_and_what_is_not_is_not()
    {
        foreach (var file in HostileInputs.Files("json").Where(f => Path.GetFileName(f)[1] == '_'))
        {
            var bytes = File.ReadAllBytes(file);
            // Wrapped, so that each becomes part of an object.
            byte[] wrapped = [.. "{\"type\":\"event\",\"value\":"u8, .. bytes, .. "}"u8];
            var read = ActivityJson.TryParse(wrapped) is not null;
            var name = Path.GetFileName(file);
            if (name.StartsWith("y_", StringComparison.Ordinal))
                Assert.True(read, name);
            if (name.StartsWith("n_", StringComparison.Ordinal) && !name.Contains("trailing_#", StringComparison.Ordinal))
                Assert.False(read && ActivityJson.TryParse(bytes) is not null, name);
        }
    }

    [Fact]
    public async Task Valid_JSON_in_an_event_is_stored_and_comes_back()
    {
        await using var host = await ChannelHost.StartAsync(Unlimited);
        var visitor = await host.VisitorAsync();
        var sent = 0;
        foreach (var file in HostileInputs.Files("json").Where(f => Path.GetFileName(f).StartsWith("y_", StringComparison.Ordinal)))
        {
            var value = await File.ReadAllBytesAsync(file, ChannelHost.Token);
            byte[] body = [.. "{\"type\":\"event\",\"name\":\"x\",\"value\":"u8, .. value, .. "}"u8];
            Assert.True(await PostAsync(visitor, body) == HttpStatusCode.OK, Path.GetFileName(file));
            sent++;
        }
        Assert.Equal(sent, (await visitor.ReadAsync())["activities"]!.Count());
    }

    [Fact]
    public async Task Naughty_words_come_back_as_they_were()
    {
        await using var host = await ChannelHost.StartAsync(Unlimited);
        var visitor = await host.VisitorAsync();
        var words = HostileInputs.Lines("strings").Concat(HostileInputs.Lines("xss").Take(300)).Concat(HostileInputs.Lines("sqli"))
            .Where(line => !string.IsNullOrWhiteSpace(line) && line.Length <= 8000 && !line.Contains('\0', StringComparison.Ordinal))
            .ToList();
        var ids = await Task.WhenAll(words.Select(word => visitor.SayAsync(word)));
        Assert.Equal(words.Count, ids.Distinct().Count());

        var back = new Dictionary<string, string>();
        for (var watermark = "1"; ;)
        {
            var page = await visitor.ReadAsync(watermark);
            foreach (var activity in page["activities"]!)
                back[(string)activity["id"]!] = (string)activity["text"]!;
            if (!page["activities"]!.Any())
                break;
            watermark = (string)page["watermark"]!;
        }
        foreach (var (word, id) in words.Zip(ids).Where(pair => back.ContainsKey(pair.Second)))
            Assert.Equal(word, back[id]);
        Assert.Equal(words.Count - 1, back.Count);
    }

    private static async Task<HttpStatusCode> PostAsync(DirectLineVisitor visitor, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/directline/conversations/{visitor.ConversationId}/activities")
        {
            Content = new ByteArrayContent(body),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", visitor.Token);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await visitor.Host.Http.SendAsync(request, ChannelHost.Token);
        return response.StatusCode;
    }
}
