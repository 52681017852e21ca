using CxBot.Canned;

namespace CxBot.Tests.Canned;

public sealed class CannedFilterTests
{
    private static readonly CannedReply[] All =
    [
        Of(1, "refund-lama", "Refund belum masuk", "Dana kembali 3 sampai 14 hari kerja.", uses: 2),
        Of(2, "refund", "Cara refund", "Buka Pesanan Saya.", uses: 1),
        Of(3, "salam", "Pembuka", "Halo Kak, ada yang bisa dibantu soal refund?", uses: 90),
        Of(4, "tutup", "Café penutup", "Terima kasih.", uses: 5, owner: "sari"),
        Of(5, "ongkir", "Ongkos kirim", "Gratis.", uses: 5),
    ];

    [Theory]
    [InlineData("refund", "2 1 3")]
    [InlineData("REF", "1 2 3")]
    [InlineData("lama", "1")]
    [InlineData("penut", "4")]
    [InlineData("cafe", "4")]
    [InlineData("dibantu", "3")]
    [InlineData("efund", "1 2")]
    [InlineData("refund masuk", "1")]
    [InlineData("kasih terima", "4")]
    [InlineData("asal", "")]
    [InlineData("", "4 3 5 1 2")]
    public void The_shortcut_counts_before_the_title_and_the_title_before_the_words(string query, string found) =>
        Assert.Equal(found, string.Join(' ', CannedFilter.Find(All, query).Select(r => r.Id)));

    [Fact]
    public void Five_hundred_long_ones_are_filtered_while_one_types()
    {
        var text = string.Concat(Enumerable.Repeat("kata ", 1600));
        var many = Enumerable.Range(0, 500).Select(i => Of(i, $"balasan-{i}", $"Judul {i}", text)).ToList();
        var began = TimeProvider.System.GetTimestamp();
        Assert.Single(CannedFilter.Find(many, "balasan-499"));
        Assert.Empty(CannedFilter.Find(many, "tiada"));
        Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(2));
    }

    private static CannedReply Of(long id, string shortcut, string title, string text, int uses = 0, string owner = CannedReply.Shared) =>
        new() { Id = id, OwnerId = owner, Shortcut = shortcut, Key = shortcut, Title = title, Text = text, Uses = uses };
}
