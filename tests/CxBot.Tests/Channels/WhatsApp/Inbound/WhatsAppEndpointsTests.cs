using System.IO.Compression;
using System.Net;
using System.Text;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static CxBot.Tests.Testing.WhatsAppCustomer;

namespace CxBot.Tests.Channels.WhatsApp.Inbound;

public sealed class WhatsAppEndpointsTests : IAsyncLifetime
{
    private FakeGraph _graph = null!;
    private ChannelHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _graph = await FakeGraph.StartAsync();
        _host = await ChannelHost.StartAsync(_graph.Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _graph.DisposeAsync();
    }

    [Theory]
    [InlineData("hub.mode=subscribe&hub.challenge=158201444&hub.verify_token=verify%20me", HttpStatusCode.OK)]
    [InlineData("hub.mode=subscribe&hub.challenge=158201444&hub.verify_token=Verify%20me", HttpStatusCode.Forbidden)]
    [InlineData("hub.mode=unsubscribe&hub.challenge=158201444&hub.verify_token=verify%20me", HttpStatusCode.Forbidden)]
    [InlineData("hub.challenge=158201444", HttpStatusCode.Forbidden)]
    [InlineData("", HttpStatusCode.Forbidden)]
    public async Task The_handshake_gives_the_challenge_back_to_who_knows_the_word(string query, HttpStatusCode status)
    {
        using var answer = await _host.Http.GetAsync(new Uri($"{WhatsAppCustomer.Path}?{query}", UriKind.Relative), ChannelHost.Token);
        Assert.Equal(status, answer.StatusCode);
        if (status != HttpStatusCode.OK)
            return;
        Assert.Equal("158201444", await answer.Content.ReadAsStringAsync(ChannelHost.Token));
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Without_settings_there_is_no_webhook()
    {
        await using var without = await ChannelHost.StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(without.Address, Body(Value())));
    }

    [Fact]
    public async Task Nothing_is_read_before_the_signature_is_right()
    {
        foreach (var body in new[] { "{", "nonsense", "", new string('[', 100_000),
            """{"entry":[{"changes":[{"value":{"messages":[{"from":"628","id":"x","type":"text","text":{"body":"halo"}}]}}]}]}""" }.Select(
                Encoding.UTF8.GetBytes))
        {
            foreach (var signature in new[] { null, "", "sha256=" + new string('0', 64), Sign([.. body, 0]), Sign(body, "another secret"),
                Sign(body).ToUpperInvariant() })
                Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(_host.Address, body, signature));
        }
        Assert.Equal(0, await _host.QueryAsync(db => db.Messages.CountAsync()));
    }

    [Fact]
    public async Task Every_file_of_the_parsing_suite_gets_the_right_answer()
    {
        foreach (var file in HostileInputs.Files("json/parsing"))
        {
            var body = await File.ReadAllBytesAsync(file, ChannelHost.Token);
            var name = System.IO.Path.GetFileName(file);
            var status = await PostAsync(_host.Address, body);
            var right = name[0] switch
            {
                'y' => status == HttpStatusCode.OK,
                'n' => status == HttpStatusCode.BadRequest,
                _ => status is HttpStatusCode.OK or HttpStatusCode.BadRequest,
            };
            Assert.True(right, $"{name}: {status}");
            Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(_host.Address, body, Sign(body, "another secret")));
        }
        Assert.Equal(0, await _host.QueryAsync(db => db.Messages.CountAsync()));
    }

    [Fact]
    public async Task Any_JSON_in_the_place_of_anything_breaks_nothing_beside_it()
    {
        var sent = 0;
        foreach (var file in HostileInputs.Files("json/parsing").Where(f => System.IO.Path.GetFileName(f)[0] == 'y'))
        {
            var odd = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file, ChannelHost.Token));
            var body = $$$"""
                {"entry":[{{{odd}}},{"changes":[{{{odd}}},{"field":"messages","value":{{{odd}}}},{"field":"messages","value":{"contacts":{{{odd}}},"statuses":[{{{odd}}},{"id":{{{odd}}},"status":{{{odd}}},"errors":{{{odd}}}}],
                "messages":[{{{odd}}},{"from":{{{odd}}},"id":{{{odd}}},"timestamp":{{{odd}}},"type":{{{odd}}}},
                {"from":"628","id":"odd-{{{sent}}}","timestamp":{{{odd}}},"type":"text","text":{"body":"halo {{{sent}}}"},"context":{{{odd}}},"referral":{{{odd}}},"new_thing":{{{odd}}}}]}}]}]}
                """;
            Assert.True(await PostAsync(_host.Address, Encoding.UTF8.GetBytes(body)) == HttpStatusCode.OK,
                System.IO.Path.GetFileName(file));
            sent++;
        }
        Assert.Equal(sent, await _host.QueryAsync(db => db.Messages.CountAsync(m => m.ProviderId!.StartsWith("odd-"))));
    }

    [Fact]
    public async Task Too_large_packed_or_too_deep_is_refused()
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(_host.Address, new byte[10 * 1024 * 1024]));
        var deep = Encoding.UTF8.GetBytes(new string('[', 10_000) + new string(']', 10_000));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(_host.Address, deep));

        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            await gzip.WriteAsync(new byte[20 * 1024 * 1024], ChannelHost.Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, WhatsAppCustomer.Path)
        {
            Content = new ByteArrayContent(packed.ToArray()),
        };
        request.Content.Headers.ContentEncoding.Add("gzip");
        request.Headers.Add("X-Hub-Signature-256", Sign(packed.ToArray()));
        using var answer = await _host.Http.SendAsync(request, ChannelHost.Token);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task Another_numbers_messages_are_acknowledged_and_set_aside()
    {
        var value = Value();
        value["metadata"]!["phone_number_id"] = "999";
        value["messages"] = new System.Text.Json.Nodes.JsonArray(
            new WhatsAppCustomer(_host.Address, "628").Message("text", new System.Text.Json.Nodes.JsonObject { ["body"] = "halo" }));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(_host.Address, Body(value)));
        Assert.Equal(0, await _host.QueryAsync(db => db.Messages.CountAsync()));
    }

    [Fact]
    public async Task What_cannot_be_stored_is_asked_for_again()
    {
        await _host.QueryAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE Messages RENAME TO Gone"));
        var customer = new WhatsAppCustomer(_host.Address, "628111");
        var value = Value();
        value["messages"] = new System.Text.Json.Nodes.JsonArray(
            customer.Message("text", new System.Text.Json.Nodes.JsonObject { ["body"] = "halo" }, id: "again"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(_host.Address, Body(value)));
        await _host.QueryAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE Gone RENAME TO Messages"));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(_host.Address, Body(value)));
        Assert.Equal(1, await _host.QueryAsync(db => db.Messages.CountAsync()));
    }
}
