using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Knowledge;
using CxBot.Language;

namespace CxBot.Tests.Handover;

/// <summary>The longer a customer waits, the more the brief must say what they came for.</summary>
public sealed class BriefWantsTests
{
    private static readonly string[] Impatience =
    [
        "kok lama banget ya kak?", "gimana ini, ada orangnya ga?", "serius lama sekali", "saya nunggu dari tadi loh",
        "halo??? masih lama kah", "udah 1 jam nih belum dibales juga", "min tolong dong", "CS nya pada tidur ya", "woi mana adminnya",
        "masih nunggu ini kak",
    ];

    public static TheoryData<string> Openers =>
    [
        "pesanan INV-95555 pecah semua, minta ganti", "refund saya belum masuk", "paket saya nyasar ke kota lain",
        "saya salah tulis alamat pengiriman", "barang yang datang warnanya beda", "voucher ulang tahun saya tidak bisa dipakai",
        "akun saya tidak bisa login", "mau tukar ukuran sepatu", "uang saya kepotong dua kali", "kurirnya minta ongkos tambahan",
        "garansi kompor saya gimana klaimnya", "tolong batalkan pesanan INV-1234", "kopinya basi, saya kecewa",
        "resi JP123456 kok ga gerak dari kemarin", "ada yang pakai kartu saya buat belanja", "invoice kantor saya belum dikirim",
        "my parcel arrived broken", "i was charged twice for order INV-77", "mau bicara sama CS, paket saya INV-20112 hilang",
        "kenapa poin saya berkurang",
    ];

    [Theory]
    [MemberData(nameof(Openers))]
    public void After_ten_impatient_messages_the_first_want_is_first(string opener)
    {
        var brief = Write(opener, "mau bicara dengan CS");
        foreach (var line in Impatience)
            brief = HandoverBriefWriter.Add(brief, [Said(line)]);
        Assert.Equal(opener, brief.Want);
        Assert.Equal([opener], brief.Wants);
        Assert.Equal(10, brief.WroteAgain);
        Assert.True(brief.Mood >= Mood.Annoyed);
    }

    [Fact]
    public void What_is_really_asked_while_waiting_joins_and_never_pushes_the_first_ones_out()
    {
        var brief = Write("refund saya belum masuk", "cs dong");
        for (var at = 1; at <= 8; at++)
            brief = HandoverBriefWriter.Add(brief, [Said($"barang nomor {at} juga rusak")]);
        Assert.Equal(["refund saya belum masuk", "barang nomor 1 juga rusak", "barang nomor 2 juga rusak", "barang nomor 7 juga rusak",
            "barang nomor 8 juga rusak"], brief.Wants);
        Assert.Equal(0, brief.WroteAgain);
    }

    [Theory]
    [InlineData("mau bicara CS")]
    [InlineData("cs")]
    [InlineData("petugas dong")]
    [InlineData("tolong sambungkan ke manusia")]
    [InlineData("i want to talk to a human please")]
    [InlineData("Bicara dengan tim kami")]
    public void A_mere_call_is_no_want(string call) => Assert.Null(Write("halo kak", call).Want);

    [Theory]
    [InlineData("haloooo")]
    [InlineData("masih lama ga sih min")]
    [InlineData("kapan dibalesnya kak")]
    [InlineData("udah 2 jam loh, serius nih?")]
    [InlineData("tolong dong jawab, capek nunggu")]
    [InlineData("percuma, pelayanannya lambat banget")]
    [InlineData("hello? is anyone there?")]
    [InlineData("i have been waiting for 20 minutes now")]
    [InlineData("how long does it take to get an answer??")]
    public void Impatience_adds_no_want(string line) =>
        Assert.Equal(["refund saya belum masuk"], HandoverBriefWriter.Add(Write("refund saya belum masuk", "cs dong"), [Said(line)]).Wants);

    [Theory]
    [InlineData("kapan sampainya paket kedua saya")]
    [InlineData("berapa lama pengiriman ke Bandung?")]
    [InlineData("kok belum dikirim juga")]
    [InlineData("still no refund")]
    [InlineData("ini INV-777")]
    [InlineData("how long is the warranty")]
    public void A_question_about_time_is_a_want(string line) =>
        Assert.Contains(line, HandoverBriefWriter.Add(Write("refund saya belum masuk", "cs dong"), [Said(line)]).Wants);

    [Fact]
    public void One_call_more_leaves_the_mood_as_it_is()
    {
        var brief = HandoverBriefWriter.Add(Write("refund saya belum masuk", "cs dong"), [Said("halo kak, masih di sana?")]);
        Assert.Equal((Mood.Calm, 1), (brief.Mood, brief.WroteAgain));
    }

    [Fact]
    public void What_was_found_for_the_words_that_asked_for_a_person_was_not_tried()
    {
        Candidate[] found = [new(Article, 0.3, "")];
        var messages = new[] { Said("refund saya belum masuk"), Said("mau bicara dengan CS") };
        Assert.Empty(HandoverBriefWriter.Write(messages, Utterance.Read("mau bicara dengan CS", "id"), found, null, "id").Tried);
        Assert.Single(HandoverBriefWriter.Write(messages[..1], Utterance.Read("refund saya belum masuk", "id"), found, null, "id").Tried);
    }

    [Fact]
    public void That_the_customer_is_passed_on_is_no_promise_in_older_briefs_either()
    {
        Assert.Empty(Write("refund saya belum masuk", "cs dong").Promises);
        var older = Write("refund saya belum masuk", "cs dong") with
        {
            Promised = ["Baik, saya sambungkan ke tim kami.", "Kami kabari besok pukul 10."],
        };
        Assert.Equal(["Kami kabari besok pukul 10."], older.Promises);
    }

    [Theory]
    [InlineData("Kopi Gayo 250 g", "Kopi Gayo 250 g", null)]
    [InlineData("Kopi Gayo 250 g - Kedai", "kopi gayo 250 g", null)]
    [InlineData("Keranjang", "Kopi Gayo 250 g", "Kopi Gayo 250 g")]
    [InlineData(null, "Kopi Gayo 250 g", "Kopi Gayo 250 g")]
    public void The_product_is_said_once(string? title, string product, string? beside) =>
        Assert.Equal(beside, (Write("halo", "cs") with { PageTitle = title, Product = product }).ProductBesideTitle);

    private static Article Article =>
        new(new("manager"), "Bisakah saya bicara dengan manajer?", "id", [], [], ArticleHandover.Never, null, "Bisa.", "manager.md");

    private static HandoverBrief Write(params string[] said) => HandoverBriefWriter.Write(
        [.. said.Select(Said)], Utterance.Read(said[^1], "id"), [], null, "id");

    private static Message Said(string text) =>
        new() { ConversationId = new("c"), Channel = "web", Role = MessageRole.Customer, Kind = MessageKind.Text, Text = text };
}
