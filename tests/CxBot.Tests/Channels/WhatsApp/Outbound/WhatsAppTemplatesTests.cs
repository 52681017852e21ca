using System.Text.Json.Nodes;
using CxBot.Delivery;
using CxBot.Tests.Testing;
using CxBot.Web.Channels.WhatsApp.Outbound;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Channels.WhatsApp.Outbound;

public sealed class WhatsAppTemplatesTests
{
    [Fact]
    public async Task The_copy_equals_what_Meta_holds_page_by_page()
    {
        await using var graph = await FakeGraph.StartAsync();
        graph.Templates = [Template("pesanan_siap", "APPROVED", "Halo {{1}}, pesanan {{2}} siap."),
            Template("ditolak", "REJECTED", "Beli sekarang"), Template("bergambar", "APPROVED", "Halo", "IMAGE"),
            new JsonObject { ["name"] = 7 }];
        await using var host = await ChannelHost.StartAsync(graph.Settings);
        await Eventually.TrueAsync(() => host.QueryAsync(async db => await db.MessageTemplates.CountAsync() == 3), "the templates");
        var ready = await host.QueryAsync(db => db.MessageTemplates.SingleAsync(t => t.Name == "pesanan_siap"));
        Assert.Equal(["1", "2"], MessageTemplate.Places(ready.Body));
        Assert.Equal("Halo Budi, pesanan INV-1 siap.\n\nKedai Nusa", ready.Render([], ["Budi", "INV-1"]));
        Assert.Equal(["pesanan_siap"],
            (await host.QueryAsync(db => db.MessageTemplates.ToListAsync())).Where(t => t.CanBeSent).Select(t => t.Name));

        graph.Templates = [Template("baru", "APPROVED", "Halo {{nama}}")];
        Assert.Equal(1, await host.Get<WhatsAppTemplates>().SyncAsync(ChannelHost.Token));
        Assert.Equal("baru", (await host.QueryAsync(db => db.MessageTemplates.SingleAsync())).Name);
    }

    [Theory]
    [InlineData(true,
        """{"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Ya"},{"type":"PHONE_NUMBER","text":"Telepon","phone_number":"+62811"},{"type":"URL","text":"Lihat","url":"https://toko.example/pesanan"}]}""")]
    [InlineData(true, """{"type":"HEADER","format":"TEXT","text":"Pesanan {{1}}"}""")]
    [InlineData(false, """{"type":"HEADER","format":"IMAGE"}""")]
    [InlineData(false, """{"type":"HEADER","format":"LOCATION"}""")]
    [InlineData(false, """{"type":"BUTTONS","buttons":[{"type":"URL","text":"Lacak","url":"https://toko.example/{{1}}"}]}""")]
    [InlineData(false, """{"type":"BUTTONS","buttons":[{"type":"OTP","otp_type":"COPY_CODE"}]}""")]
    [InlineData(false, """{"type":"BUTTONS","buttons":[{"type":"COPY_CODE","example":"A"}]}""")]
    [InlineData(false, """{"type":"BUTTONS","buttons":[{"type":"FLOW","text":"Isi"}]}""")]
    [InlineData(false, """{"type":"BUTTONS","buttons":[{"type":"MPM","text":"Lihat"}]}""")]
    [InlineData(false, """{"type":"BUTTONS","buttons":[{"type":"SPM","text":"Lihat"}]}""")]
    [InlineData(false, """{"type":"BUTTONS","buttons":[{"type":"CATALOG","text":"Lihat"}]}""")]
    [InlineData(false, """{"type":"BUTTONS","buttons":[{"type":"ORDER_DETAILS","text":"Bayar"}]}""")]
    [InlineData(false, """{"type":"BUTTONS","buttons":[{"type":"SOMETHING_NEW","text":"?"}]}""")]
    [InlineData(false, """{"type":"CAROUSEL","cards":[]}""")]
    [InlineData(false, """{"type":"LIMITED_TIME_OFFER","limited_time_offer":{"text":"Berakhir"}}""")]
    [InlineData(false, """{"type":"ORDER_STATUS"}""")]
    [InlineData(false, """{"type":"SOMETHING_NEW"}""")]
    public void Only_what_the_desk_can_fill_is_offered(bool offered, string component)
    {
        var template = Template("satu", "APPROVED", "Halo");
        template["components"]!.AsArray().Add(JsonNode.Parse(component));
        Assert.Equal(offered,
            WhatsAppTemplates.Read(System.Text.Json.JsonSerializer.SerializeToElement(template), DateTimeOffset.UnixEpoch)!.CanBeSent);
    }

    [Fact]
    public void Numbers_are_in_the_order_of_numbers_and_names_in_the_order_of_the_text()
    {
        Assert.Equal(["1", "2", "10"], MessageTemplate.Places("{{10}} {{2}} {{1}} {{2}}"));
        Assert.Equal(["nama", "kota"], MessageTemplate.Places("{{nama}} di {{kota}}, {{ nama }}"));
        Assert.Equal("Pesanan INV-9 untuk NAMA", MessageTemplate.Fill("Pesanan {{2}} untuk {{1}}", ["NAMA", "INV-9"]));
    }

    private static JsonObject Template(string name, string status, string body, string? header = null)
    {
        var components = new JsonArray(
            new JsonObject { ["type"] = "BODY", ["text"] = body }, new JsonObject { ["type"] = "FOOTER", ["text"] = "Kedai Nusa" });
        if (header is not null)
            components.Add(new JsonObject { ["type"] = "HEADER", ["format"] = header });
        return new JsonObject
        {
            ["name"] = name,
            ["language"] = "id",
            ["status"] = status,
            ["category"] = "UTILITY",
            ["components"] = components,
        };
    }
}
