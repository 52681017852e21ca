using CxBot.Canned;
using CxBot.Tests.Testing;

namespace CxBot.Tests.Canned;

public sealed class PlaceholdersTests
{
    private static readonly PlaceholderValues Known = new("Rina", "INV-2231", "Sari", "Senin–Jumat 08.00–21.00 WIB");

    [Theory]
    [InlineData("Halo Kak {nama}, pesanan {pesanan} sedang dicek. {agen}, buka {jam}",
        "Halo Kak Rina, pesanan INV-2231 sedang dicek. Sari, buka Senin–Jumat 08.00–21.00 WIB")]
    [InlineData("Hi {name}, order {order}: {agent}, {hours}", "Hi Rina, order INV-2231: Sari, Senin–Jumat 08.00–21.00 WIB")]
    [InlineData("{Nama} {NAMA} { nama }", "Rina Rina Rina")]
    [InlineData("tanpa isian", "tanpa isian")]
    public void Places_are_filled_by_either_name_whatever_the_case(string text, string filled) =>
        Assert.Equal(filled, Placeholders.Fill(text, Known));

    [Fact]
    public void What_is_not_known_stays_as_a_place_and_is_told_once()
    {
        var text = Placeholders.Fill("{nama}, {pesanan} dan lagi {pesanan}", Known with { Order = null, Name = "  " });
        Assert.Equal("{nama}, {pesanan} dan lagi {pesanan}", text);
        Assert.Equal(["{nama}", "{pesanan}"], Placeholders.Unfilled(text));
    }

    [Fact]
    public void A_customers_name_is_never_filled_again_and_stays_on_its_line()
    {
        var text = Placeholders.Fill("Halo {nama}", Known with { Name = "{pesanan}\n{agen}" });
        Assert.Equal("Halo {pesanan} {agen}", text);
        // Never sent as it stands.
        Assert.Equal(["{pesanan}", "{agen}"], Placeholders.Unfilled(text));
    }

    [Theory]
    [InlineData("{nma}", true)]
    [InlineData("{nama} dan {toko}", true)]
    [InlineData("{\"json\": 1}", false)]
    [InlineData("{} { } {1} {{nama}}", false)]
    public void A_place_that_nothing_fills_is_seen_before_it_is_kept(string text, bool unknown) =>
        Assert.Equal(unknown, Placeholders.Unknown(text).Count > 0);

    [Fact]
    public void Any_text_can_be_filled()
    {
        foreach (var line in HostileInputs.Lines("strings").Concat(HostileInputs.Lines("xss").Take(200)))
        {
            Assert.Equal(line, Placeholders.Fill(line, new PlaceholderValues(null, null, null, null)));
            Assert.Empty(Placeholders.Unfilled(Placeholders.Fill("{nama}", new PlaceholderValues("x", null, null, null))));
        }
    }
}
