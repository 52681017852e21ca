using System.Text.Json.Nodes;
using CxBot.Delivery;
using CxBot.Tests.Testing;
using CxBot.Web.Channels.WhatsApp;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Channels.WhatsApp;

public sealed class WhatsAppTemplatesTests
{
    [Fact]
    public async Task The_copy_equals_what_Meta_holds_page_by_page()
    {
        await using var graph = await FakeGraph.StartAsync();
        graph.Templates = [Template("pesanan_siap", "APPROVED", "Halo {{1}}, pesanan {{2}} siap."), Template("ditolak", "REJECTED", "Beli sekarang"), Template("bergambar", "APPROVED", "Halo", "IMAGE"), new JsonObject { ["name"] = 7 }];
        await using var host = await ChannelHost.StartAsync(graph.Settings);
        await Eventually.TrueAsync(() => host.QueryAsync(async db => await db.MessageTemplates.CountAsync() == 3), "the templates");
        var ready = await host.QueryAsync(db => db.MessageTemplates.SingleAsync(t => t.Name == "pesanan_siap"));
        Assert.Equal(["1", "2"], MessageTemplate.Places(ready.Body));
        Assert.Equal("Halo Budi, pesanan INV-1 siap.\n\nKedai Nusa", ready.Render([], ["Budi", "INV-1"]));
        Assert.Equal(["pesanan_siap"], (await host.QueryAsync(db => db.MessageTemplates.ToListAsync())).Where(t => t.CanBeSent).Select(t => t.Name));

        graph.Templates = [Template("baru", "APPROVED", "Halo {{nama}}")];
        Assert.Equal(1, await host.Get<WhatsAppTemplates>().SyncAsync(ChannelHost.Token));
        Assert.Equal("baru", (await host.QueryAsync(db => db.MessageTemplates.SingleAsync())).Name);
    }

    private static JsonObject Template(string name, string status, string body, string? header = null)
    {
        var components = new JsonArray(new JsonObject { ["type"] = "BODY", ["text"] = body }, new JsonObject { ["type"] = "FOOTER", ["text"] = "Kedai Nusa" });
        if (header is not null) components.Add(new JsonObject { ["type"] = "HEADER", ["format"] = header });
        return new JsonObject { ["name"] = name, ["language"] = "id", ["status"] = status, ["category"] = "UTILITY", ["components"] = components };
    }
}
