using System.Net;
using CxBot.Continuation;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Channels.Widget;

public sealed class WidgetContinuationTests
{
    private const string Number = "https://wa.me/6281234567890";

    [Fact]
    public async Task A_visitor_is_taken_to_WhatsApp_with_a_code_of_their_own_that_is_kept_nowhere()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var host = await ChannelHost.StartAsync(new(graph.Settings) { ["Widget:WhatsAppUrl"] = Number });
        var visitor = await host.VisitorAsync();
        var address = await AddressAsync(visitor, visitor.ConversationId);
        Assert.StartsWith($"{Number}?text=", address, StringComparison.Ordinal);
        var carried = CodeText.Read(Uri.UnescapeDataString(address[(Number.Length + 6)..]))!;
        Assert.True(carried.Plainly);
        var kept = await host.QueryAsync(db => db.ContinuationCodes.SingleAsync());
        Assert.Equal((CodeText.Hash(carried.Code), visitor.ConversationId), (kept.Hash, kept.ConversationId));
        for (var i = 0; i < 7; i++)
            await AddressAsync(visitor, visitor.ConversationId);
        Assert.Equal(5, await host.QueryAsync(db => db.ContinuationCodes.CountAsync()));
    }

    [Fact]
    public async Task Where_WhatsApp_is_somebody_elses_the_address_is_as_configured_and_without_one_there_is_none()
    {
        await using var host = await ChannelHost.StartAsync(new() { ["Widget:WhatsAppUrl"] = Number });
        var visitor = await host.VisitorAsync();
        Assert.Equal(Number, await AddressAsync(visitor, visitor.ConversationId));
        await using var without = await ChannelHost.StartAsync();
        var other = await without.VisitorAsync();
        using var none = await without.SendAsync(HttpMethod.Post, $"/widget/conversations/{other.ConversationId}/whatsapp", other.Token);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task Nobody_gets_a_code_for_anothers_conversation()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var host = await ChannelHost.StartAsync(new(graph.Settings) { ["Widget:WhatsAppUrl"] = Number });
        var (one, other) = (await host.VisitorAsync(), await host.VisitorAsync());
        using var anothers = await host.SendAsync(HttpMethod.Post, $"/widget/conversations/{one.ConversationId}/whatsapp", other.Token);
        using var nobodys = await host.SendAsync(HttpMethod.Post, $"/widget/conversations/{one.ConversationId}/whatsapp", null);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Unauthorized), (anothers.StatusCode, nobodys.StatusCode));
        Assert.Equal(0, await host.QueryAsync(db => db.ContinuationCodes.CountAsync()));
    }

    private static async Task<string> AddressAsync(DirectLineVisitor visitor, ConversationId conversationId)
    {
        using var answer = await visitor.Host.SendAsync(HttpMethod.Post, $"/widget/conversations/{conversationId}/whatsapp", visitor.Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (string)(await ChannelHost.JsonAsync(answer))["whatsAppUrl"]!;
    }
}
