using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Knowledge;
using CxBot.Language;
using CxBot.Tests.Testing;
using CxBot.Turns;

namespace CxBot.Tests.Answering;

/// <summary>The demo shop's own articles, asked as customers would.</summary>
public sealed class DemoKnowledgeTests(DemoKnowledgeTests.Demo demo) : IClassFixture<DemoKnowledgeTests.Demo>
{
    [Theory]
    [InlineData("refund saya kok belum masuk ya?", "refund-timing")]
    [InlineData("min dana retur sy blm balik nih udh 5 hari", "refund-timing")]
    [InlineData("when will my money come back", "refund-timing-en")]
    [InlineData("gmn cara balikin barang yg ga cocok", "return-how")]
    [InlineData("bajunya kekecilan mau tuker ukuran L bisa?", "exchange-size")]
    [InlineData("barang pecah pas dateng", "item-damaged")]
    [InlineData("yg dateng beda sama yg saya pesen", "item-wrong")]
    [InlineData("paket saya belum sampe padahal udah seminggu", "parcel-late")]
    [InlineData("tracking order dong min", "order-tracking")]
    [InlineData("where is my package?", "order-tracking-en")]
    [InlineData("ongkir ke makassar brp ya", "shipping-cost")]
    [InlineData("bisa cod ga?", "pay-cod")]
    [InlineData("can I pay when it arrives?", "pay-cod-en")]
    [InlineData("udah transfer tapi status masih belum bayar", "payment-not-confirmed")]
    [InlineData("lupa password nih", "password-reset")]
    [InlineData("kode otp ga masuk masuk", "otp-not-arriving")]
    [InlineData("vocer ga bs dipake knp ya", "voucher-fails")]
    [InlineData("kopinya halal?", "halal-bpom")]
    [InlineData("kirim ke singapura bisa?", "shipping-abroad")]
    [InlineData("mau batalin pesanan", "order-cancel")]
    [InlineData("cancel my order please", "order-cancel-en")]
    [InlineData("minta faktur pajak dong", "invoice")]
    [InlineData("retur", "return-how")]
    [InlineData("ongkir", "shipping-cost")]
    [InlineData("halo min, jam kerja CS?", "contact-hours")]
    public async Task What_it_holds_is_answered(string question, string article) =>
        Assert.Equal(article, Assert.IsType<Decision.GiveAnswer>(await DecideAsync(question)).Candidate.Article.Id.Value);

    [Theory]
    [InlineData("pembayaran")]
    [InlineData("pengiriman")]
    [InlineData("pesanan saya")]
    public async Task What_is_half_clear_is_asked_back(string question) =>
        Assert.InRange(Assert.IsType<Decision.Clarify>(await DecideAsync(question)).Choices.Count, 2, 4);

    /// <summary>Whoever has said nothing yet is never asked whether they are hurt or robbed.</summary>
    [Theory]
    [InlineData("halo")]
    [InlineData("p")]
    [InlineData("min")]
    [InlineData("permisi kak")]
    [InlineData("assalamualaikum")]
    [InlineData("mau tanya")]
    [InlineData("mau tanya soal produk")]
    [InlineData("mau tanya tentang barangnya dong")]
    [InlineData("info dong kak")]
    [InlineData("minta info produk")]
    [InlineData("halo saya lihat iklan kalian")]
    [InlineData("halo, saya tertarik dengan produk ini")]
    [InlineData("saya lihat iklannya di instagram")]
    [InlineData("Halo! Bisakah saya mendapatkan info selengkapnya tentang ini?")]
    [InlineData("tentang produk kalian")]
    [InlineData("produk")]
    [InlineData("produk kalian")]
    [InlineData("akun")]
    [InlineData("akun saya")]
    [InlineData("masalah akun")]
    [InlineData("mau tanya soal akun")]
    [InlineData("ada masalah")]
    [InlineData("saya ada masalah nih")]
    [InlineData("kok bisa gini ya")]
    [InlineData("tolong dong")]
    [InlineData("bisa bantu saya?")]
    [InlineData("mau beli")]
    [InlineData("saya mau order")]
    [InlineData("mau tanya harga")]
    [InlineData("barang ini")]
    [InlineData("kedai nusa")]
    [InlineData("hi")]
    [InlineData("hello there")]
    [InlineData("I saw your ad")]
    [InlineData("I saw your ad on facebook")]
    [InlineData("interested in your product")]
    [InlineData("tell me about your products")]
    [InlineData("Hello! Can I get more info on this?")]
    [InlineData("quick question")]
    [InlineData("I have a problem")]
    [InlineData("need help")]
    [InlineData("about my account")]
    [InlineData("your shop")]
    [InlineData("I want to buy something")]
    public async Task Who_has_said_nothing_yet_is_never_offered_a_matter_for_a_person(string opener)
    {
        var decision = await DecideAsync(opener);

        Assert.DoesNotContain((decision as Decision.Clarify)?.Choices ?? [], c => c.Article.Handover is ArticleHandover.Always);
        Assert.False(decision is Decision.HandOver { Say: not null });
    }

    [Theory]
    [InlineData("mau tanya soal produk")]
    [InlineData("minta info produk dong")]
    [InlineData("halo saya lihat iklan kalian")]
    [InlineData("I saw your ad")]
    [InlineData("interested in your product")]
    public async Task Who_names_only_the_shops_things_opens(string opener) =>
        Assert.Equal(SmallTalk.Opener, Assert.IsType<Decision.Chat>(await DecideAsync(opener)).Kind);

    [Fact]
    public async Task What_is_half_clear_and_can_be_only_one_thing_is_asked_as_yes_or_no() =>
        Assert.Equal("size-guide",
            Assert.Single(Assert.IsType<Decision.Clarify>(await DecideAsync("kasur gw tebelnya 28cm, sepreinya muat ga")).Choices)
                .Article.Id.Value);

    [Theory]
    [InlineData("is it washable?", "product-care")]
    [InlineData("my OTP never arrives", "otp-not-arriving")]
    [InlineData("can I pay with QRIS", "pay-qris")]
    public async Task An_article_is_found_from_another_language(string question, string article)
    {
        var found = await DecideAsync(question) switch
        {
            Decision.GiveAnswer given => given.Candidate,
            Decision.Clarify clarify => clarify.Choices[0],
            _ => null,
        };
        Assert.Equal(article, found?.Article.Id.Value);
    }

    [Theory]
    [InlineData("siapa presiden indonesia")]
    [InlineData("resep nasi goreng")]
    [InlineData("cuaca besok di jakarta gimana")]
    [InlineData("what is the capital of france")]
    [InlineData("bikinin puisi dong")]
    [InlineData("kalian jual laptop gak")]
    [InlineData("asdfgh qwerty")]
    public async Task What_it_does_not_hold_goes_to_a_person(string question) =>
        Assert.Equal(HandoverReason.LowConfidence, Assert.IsType<Decision.HandOver>(await DecideAsync(question)).Reason);

    [Fact]
    public async Task A_delicate_matter_is_first_helped_by_its_article() =>
        Assert.Equal("account-hacked",
            Assert.IsType<Decision.HandOver>(await DecideAsync("akun saya dibajak orang, gimana dong")).Say?.Article.Id.Value);

    private async Task<Decision> DecideAsync(string question)
    {
        var utterance = Utterance.Read(question, null);
        var answer = await demo.Answerer.AnswerAsync(question, utterance.Language, TestContext.Current.CancellationToken);
        return HandoverPolicy.Decide(utterance, answer, PolicyContext.Fresh);
    }

    public sealed class Demo : IAsyncLifetime
    {
        public KnowledgeBase Knowledge { get; private set; } = null!;

        public FaqAnswerer Answerer { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            (Answerer, Knowledge) = await Articles.AnswererAsync(
                Repository.Folder("knowledge"), TestContext.Current.CancellationToken, "BuiltIn");

        public ValueTask DisposeAsync() => Knowledge.DisposeAsync();
    }
}
