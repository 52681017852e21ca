using CxBot.Answering.Claims;
using CxBot.Knowledge;
using CxBot.Tests.Testing;

namespace CxBot.Tests.Answering.Claims;

public sealed class ClaimCheckTests
{
    private static readonly Passage[] Shop =
    [
        Of("Kapan dana refund saya kembali?", """
            Dana kembali dalam **3 sampai 14 hari kerja** setelah barang retur kami terima.

            Refund ke kartu kredit mengikuti tanggal tagihan bank. Biaya admin Rp 6.500 tidak dikembalikan.
            Hubungi bantuan@kedainusa.example atau 0811-2222-3333, buka 08.00-21.00.
            """),
        Of("How do I track my order?", "Open My Orders and tap Track. The courier updates it every 4 hours. We never ask for your OTP."),
    ];

    [Theory]
    [InlineData("Dana kembali dalam 3 sampai 14 hari kerja.")]
    [InlineData("Dana refund Kakak akan kembali dalam 3-14 hari kerja setelah barang retur kami terima ya.")]
    [InlineData("Untuk kartu kredit, refund mengikuti tanggal tagihan bank.")]
    [InlineData("Biaya admin 6.500 rupiah tidak dikembalikan.")]
    [InlineData("Silakan hubungi +62 811 2222 3333 atau bantuan@kedainusa.example.")]
    [InlineData("Open My Orders, then tap Track.")]
    [InlineData("The courier updates it every 4 hours.")]
    [InlineData("Halo Kak!")]
    [InlineData("Semoga membantu ya, terima kasih!")]
    public void What_the_articles_say_is_said(string claim) => Assert.NotNull(Supports(claim));

    [Theory]
    [InlineData("Dana kembali dalam 3 sampai 15 hari kerja.")]
    [InlineData("Dana kembali dalam 3 hari kerja.")]
    [InlineData("Dana kembali dalam 3 sampai 14 hari.")]
    [InlineData("Dana kembali dalam 3 sampai 14 jam.")]
    [InlineData("Dana pasti kembali dalam 3 sampai 14 hari kerja.")]
    [InlineData("Dana tidak kembali dalam 3 sampai 14 hari kerja.")]
    [InlineData("Biaya admin Rp 6.500 dikembalikan.")]
    [InlineData("Biaya admin Rp 65.000 tidak dikembalikan.")]
    [InlineData("Refund Anda sudah disetujui.")]
    [InlineData("Refund gratis ke kartu kredit mengikuti tanggal tagihan bank.")]
    [InlineData("Hubungi bantuan@kedai-nusa.example.")]
    [InlineData("Hubungi 0811-2222-3334.")]
    [InlineData("Hubungi kami di [sini](http://evil.example).")]
    [InlineData("Buka evil.example untuk refund kartu kredit.")]
    [InlineData("Refund ke kartu kredit ![x](bantuan@kedainusa.example)")]
    [InlineData("Refund ke kartu <b>kredit</b> mengikuti tanggal tagihan bank.")]
    [InlineData("We ask for your OTP.")]
    [InlineData("Ya.")]
    [InlineData("Tentu!")]
    [InlineData("Bisa.")]
    [InlineData("Tidak perlu agen.")]
    [InlineData("Presiden Indonesia adalah Soekarno.")]
    [InlineData("Dana\u200b kembali dalam 3 sampai 14 hari kerja.")]
    public void What_no_article_says_is_not_said(string claim) => Assert.Null(Supports(claim));

    [Fact]
    public void A_sentence_must_stand_in_the_passage_that_it_cites()
    {
        Assert.NotNull(ClaimCheck.FindSupport(new Claim("Open My Orders and tap Track.", [2]), Shop, null));
        Assert.Null(ClaimCheck.FindSupport(new Claim("Open My Orders and tap Track.", [1]), Shop, null));
        Assert.Null(ClaimCheck.FindSupport(new Claim("Open My Orders and tap Track.", [3]), Shop, null));
    }

    /// <summary>Whatever the owner wrote can be said: a check that refuses the article's own sentences would never let an answer
    /// through.</summary>
    [Fact]
    public void Every_sentence_of_the_demo_shops_articles_stands_in_its_article()
    {
        var refused = new List<string>();
        var all = 0;
        foreach (var article in KnowledgeFolder.Locate(new KnowledgeOptions { Folder = Repository.Folder("knowledge") }).Read())
        {
            var passage = Passage.Of(article);
            foreach (var sentence in passage.Body)
            {
                all++;
                if (ClaimCheck.FindSupport(new Claim(sentence.Text, [1]), [passage], null) is null)
                    refused.Add($"{article.Id}: {sentence.Text}");
            }
        }
        Assert.True(refused.Count <= all / 50, $"{refused.Count} of {all}\n{string.Join('\n', refused)}");
    }

    /// <summary>To encode takes milliseconds, and a sentence is compared many times.</summary>
    [Fact]
    public void A_claim_is_encoded_once_and_a_passage_once_for_all_answers()
    {
        const string Claim = "Refund kartu kredit mengikuti tanggal transaksi toko online.";
        var (encoder, passages, encoded) = (new object(),
            new[] { Of("Refund", "Refund ke kartu kredit mengikuti tanggal tagihan bank. Terima kasih. Sampai jumpa.") },
            new List<string>());
        // Each text has its own direction, so that nothing is near.
        float[][] Encode(IReadOnlyList<string> texts) => [.. texts.Select(text =>
        {
            encoded.Add(text);
            return Enumerable.Range(0, 100).Select(at => at == encoded.Count ? 1f : 0).ToArray();
        })];

        for (var answer = 0; answer < 2; answer++)
            Assert.Null(ClaimCheck.FindSupport(new Claim(Claim, []), passages, new SentenceVectors(encoder, Encode)));

        Assert.Equal([.. passages[0].Body.Select(s => s.Text), Claim, Claim], encoded);
    }

    private static Passage? Supports(string claim) => ClaimCheck.FindSupport(new Claim(claim, []), Shop, null);

    private static Passage Of(string title, string body) =>
        Passage.Of(new Article(new(title), title, "id", [title], [], ArticleHandover.Never, null, body, "x.md"));
}
