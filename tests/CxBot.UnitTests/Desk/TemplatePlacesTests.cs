using CxBot.Delivery;
using CxBot.Web.Desk;
using CxBot.Web.Desk.OneConversation.Replying;

namespace CxBot.Tests.Desk;

public sealed class TemplatePlacesTests
{
    [Theory]
    [InlineData("Halo {{1}}, pesanan {{2}} siap di {{3}}.", "CustomerName Order ?")]
    [InlineData("Hi *{{1}}*, order no. {{2}} is on its way.", "? Order")]
    [InlineData("Dear {{1}} your invoice: #{{2}}", "CustomerName Order")]
    [InlineData("Yth. Bapak {{2}}: {{1}}", "? CustomerName")]
    [InlineData("{{nama_pelanggan}} {{order_number}} {{product_name}} {{order_status}} {{tanggal}}", "CustomerName Order ? ? ?")]
    [InlineData("tanpa isian", "")]
    public void What_belongs_in_a_place_is_known_by_its_name_or_the_words_before_it(string body, string facts) =>
        Assert.Equal(facts, string.Join(' ', TemplatePlaces.Read(body).Select(place => place.Fact?.ToString() ?? "?")));

    [Fact]
    public void A_place_is_shown_by_its_name_or_by_the_words_around_it()
    {
        var places = TemplatePlaces.Read(
            "Halo {{1}},\npesanan yang Kakak tunggu-tunggu sejak lama {{2}} siap diambil di toko kami sore ini");
        Assert.Equal(("1", null, "Halo ", ","), (places[0].Key, places[0].Name, places[0].Before, places[0].After));
        Assert.Equal(("…tunggu-tunggu sejak lama ", " siap diambil di toko kami…"), (places[1].Before, places[1].After));
        Assert.Equal("Nomor pesanan", TemplatePlaces.Read("{{nomor_pesanan}}")[0].Name);
        Assert.Equal(["Budi", "INV-1", ""], TemplatePlaces.Read("Halo {{1}}, pesanan {{2}}: {{3}}")
            .Select(place => TemplatePlaces.Fill(place, "Budi", "INV-1")));
        Assert.All(TemplatePlaces.Read("Halo {{1}}, pesanan {{2}}"), place => Assert.Equal("", TemplatePlaces.Fill(place, " ", null)));
    }

    [Fact]
    public void A_text_in_pieces_is_the_text_again()
    {
        const string text = "{{1}} dan {{ nama }}, lalu {{1}}";
        Assert.Equal("[1] dan [nama], lalu [1]",
            string.Concat(MessageTemplate.Pieces(text).Select(piece => piece.Place is { } place ? $"[{place}]" : piece.Text)));
        Assert.Empty(MessageTemplate.Pieces(""));
    }

    [Theory]
    [InlineData("pesanan_siap", "id", "UTILITY", "Pesanan siap · Indonesia · pemberitahuan")]
    [InlineData("promo-akhir_tahun", "en_US", "MARKETING", "Promo akhir tahun · Inggris (US) · promosi")]
    [InlineData("x", "ms", "NEW_KIND", "X · Melayu · new_kind")]
    public void A_templates_name_can_be_read(string name, string language, string category, string said) =>
        Assert.Equal(said, TemplateNames.Say(new DeskWords(), new MessageTemplate
        {
            Channel = "whatsapp",
            Name = name,
            Language = language,
            Category = category,
            Status = "APPROVED",
            Body = "",
        }));
}
