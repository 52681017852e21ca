using CxBot.Language;

namespace CxBot.Tests.Language;

public sealed class UtteranceTests
{
    [Theory]
    [InlineData("mau ngomong sama CS dong")]
    [InlineData("cs mana cs")]
    [InlineData("mana cs nya??")]
    [InlineData("admin tolong")]
    [InlineData("bisa bicara dgn orang?")]
    [InlineData("agent please")]
    [InlineData("talk to a human")]
    [InlineData("jangan robot")]
    [InlineData("I want to speak with a real person")]
    [InlineData("can i talk to someone")]
    [InlineData("connect me to an agent")]
    [InlineData("hubungkan saya dengan customer service")]
    [InlineData("sambungin ke admin dong")]
    [InlineData("minta disambungkan ke operator")]
    [InlineData("pengen ngobrol sama manusia asli")]
    [InlineData("ga mau sama bot, mau orang")]
    [InlineData("bot nya ga guna")]
    [InlineData("HUMAN")]
    [InlineData("customer service")]
    [InlineData("live chat dong")]
    [InlineData("tolong panggilkan petugas")]
    [InlineData("aku butuh bantuan cs")]
    [InlineData("bisa chat sama admin langsung ga?")]
    [InlineData("mau komplain ke manager")]
    [InlineData("let me speak to your supervisor")]
    [InlineData("representative")]
    [InlineData("stop bot")]
    [InlineData("ada orang ga sih?")]
    [InlineData("pls transfer me to support")]
    [InlineData("teruskan ke tim kalian")]
    [InlineData("saya mau hubungi cs")]
    [InlineData("halo min, refund saya belum masuk, sambungkan ke cs aja")]
    public void A_wish_for_a_person_is_heard_in_any_wording(string text) => Assert.True(Utterance.Read(text, null).WantsPerson);

    [Theory]
    [InlineData("jam kerja CS?")]
    [InlineData("nomor CS berapa")]
    [InlineData("cs buka jam berapa?")]
    [InlineData("bagaimana cara menghubungi customer service?")]
    [InlineData("what are your support hours?")]
    [InlineData("how do I contact support")]
    [InlineData("halo admin")]
    [InlineData("halo min, refund saya belum masuk")]
    [InlineData("min tolong cek pesanan saya dong")]
    [InlineData("admin, paket saya belum sampai")]
    [InlineData("paket saya diterima orang lain")]
    [InlineData("bisa kirim ke alamat teman saya?")]
    [InlineData("alamat email cs apa ya")]
    [InlineData("kapan barang dikirim?")]
    [InlineData("can I change my address?")]
    [InlineData("kamu robot ya?")]
    [InlineData("can someone else receive my package?")]
    [InlineData("apakah bisa bayar di tempat?")]
    [InlineData("mau tanya admin, ongkir ke bandung berapa")]
    [InlineData("mau order bos")]
    [InlineData("bisa transfer dari bank lain?")]
    [InlineData("mau jadi agen, caranya?")]
    [InlineData("mau kirim hadiah ke orang tua")]
    [InlineData("boleh beli untuk dua orang?")]
    [InlineData("kurirnya tidak ada orang di rumah")]
    [InlineData("I want to return an item")]
    [InlineData("")]
    public void Speaking_of_the_service_is_not_asking_for_it(string text) => Assert.False(Utterance.Read(text, null).WantsPerson);

    [Theory]
    [InlineData("halo", SmallTalk.Greeting)]
    [InlineData("Halooooo min", SmallTalk.Greeting)]
    [InlineData("selamat pagi kak", SmallTalk.Greeting)]
    [InlineData("assalamualaikum wr wb", SmallTalk.Greeting)]
    [InlineData("hi there", SmallTalk.Greeting)]
    [InlineData("p", SmallTalk.Greeting)]
    [InlineData("good morning", SmallTalk.Greeting)]
    [InlineData("makasih ya kak udah dibantu", SmallTalk.Thanks)]
    [InlineData("ok siap makasih banyak min", SmallTalk.Thanks)]
    [InlineData("terima kasih atas bantuannya", SmallTalk.Thanks)]
    [InlineData("thank you so much", SmallTalk.Thanks)]
    [InlineData("nggak ada, makasih", SmallTalk.Thanks)]
    [InlineData("bye", SmallTalk.Goodbye)]
    [InlineData("sampai jumpa", SmallTalk.Goodbye)]
    [InlineData("ok", SmallTalk.Acknowledgement)]
    [InlineData("sip", SmallTalk.Acknowledgement)]
    [InlineData("oke kak", SmallTalk.Acknowledgement)]
    [InlineData("👍", SmallTalk.Acknowledgement)]
    [InlineData("🙏🏽🙏🏽", SmallTalk.Acknowledgement)]
    [InlineData(":)", SmallTalk.Acknowledgement)]
    [InlineData("kamu robot ya?", SmallTalk.AreYouHuman)]
    [InlineData("ini bot apa orang?", SmallTalk.AreYouHuman)]
    [InlineData("are you a bot?", SmallTalk.AreYouHuman)]
    [InlineData("am I talking to a real person?", SmallTalk.AreYouHuman)]
    public void Small_talk_alone_asks_nothing(string text, SmallTalk kind)
    {
        var utterance = Utterance.Read(text, null);

        Assert.Equal(kind, utterance.SmallTalk);
        Assert.False(utterance.HasQuestion);
        Assert.False(utterance.IsEmpty);
    }

    [Theory]
    [InlineData("halo min, refund saya belum masuk")]
    [InlineData("makasih, tapi barangnya belum sampai")]
    [InlineData("hi, where is my order?")]
    [InlineData("pagi kak mau tanya ongkir")]
    [InlineData("refund")]
    [InlineData("ok terus cara bayarnya gimana")]
    [InlineData("ya saya mau tukar barang")]
    [InlineData("no, I want a refund")]
    [InlineData("cara tukar baju kebesaran")]
    public void Words_beyond_the_small_talk_ask_something(string text) => Assert.True(Utterance.Read(text, null).HasQuestion);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u200b\u200d\ufeff")]
    [InlineData("?!...")]
    [InlineData("\ud800")]
    [InlineData("\0")]
    public void What_nobody_can_read_is_empty(string text)
    {
        var utterance = Utterance.Read(text, null);

        Assert.True(utterance.IsEmpty);
        Assert.False(utterance.HasQuestion);
        Assert.Null(utterance.SmallTalk);
    }

    [Theory]
    [InlineData("akun saya dibajak orang", SensitiveTopic.Fraud)]
    [InlineData("saya kena tipu penjual", SensitiveTopic.Fraud)]
    [InlineData("ini penipuan ya, uang saya hilang", SensitiveTopic.Fraud)]
    [InlineData("ada transaksi yang tidak saya kenal", SensitiveTopic.Fraud)]
    [InlineData("my account was hacked", SensitiveTopic.Fraud)]
    [InlineData("saya akan lapor polisi", SensitiveTopic.Legal)]
    [InlineData("kami kirim somasi", SensitiveTopic.Legal)]
    [InlineData("I will talk to my lawyer", SensitiveTopic.Legal)]
    [InlineData("aku mau bunuh diri aja", SensitiveTopic.Threat)]
    [InlineData("gue bakar kantor kalian", SensitiveTopic.Threat)]
    [InlineData("I want to kill myself", SensitiveTopic.Threat)]
    [InlineData("anak saya keracunan setelah minum ini", SensitiveTopic.Health)]
    [InlineData("kulit saya gatal dan bengkak habis pakai krimnya", SensitiveTopic.Health)]
    [InlineData("powerbank nya meledak", SensitiveTopic.Health)]
    [InlineData("had an allergic reaction to the soap", SensitiveTopic.Health)]
    public void A_delicate_matter_is_recognised(string text, SensitiveTopic topic) =>
        Assert.Equal(topic, Utterance.Read(text, null).SensitiveTopic);

    [Theory]
    [InlineData("refund saya belum masuk")]
    [InlineData("hp saya mati")]
    [InlineData("laptopnya mau mati terus")]
    [InlineData("gimana cara menghindari penipuan?")]
    [InlineData("how do I avoid scams?")]
    [InlineData("barang rusak")]
    [InlineData("apa toko ini aman")]
    public void An_everyday_matter_is_not_delicate(string text) => Assert.Null(Utterance.Read(text, null).SensitiveTopic);

    [Theory]
    [InlineData("refund saya kok belum masuk ya?", Mood.Calm)]
    [InlineData("saya khawatir paketnya hilang", Mood.Worried)]
    [InlineData("lama banget sih", Mood.Annoyed)]
    [InlineData("saya kecewa", Mood.Annoyed)]
    [InlineData("saya kecewa berat sama toko ini", Mood.Angry)]
    [InlineData("anj*ng lama banget", Mood.Angry)]
    [InlineData("anjing lah", Mood.Angry)]
    [InlineData("scam kalian", Mood.Angry)]
    [InlineData("PENIPU! pesanan INV-96000 mana", Mood.Angry)]
    [InlineData("MALING balikin uang saya", Mood.Angry)]
    [InlineData("thief! where is my order", Mood.Angry)]
    [InlineData("penjualnya pencuri bukan ya", Mood.Calm)]
    [InlineData("KEMBALIKAN UANG SAYA SEKARANG!!!", Mood.Angry)]
    [InlineData("you guys are useless idiots, worst service", Mood.Angry)]
    [InlineData("PESANAN SAYA MANA YA KAK", Mood.Annoyed)]
    [InlineData("halo???", Mood.Calm)]
    public void The_mood_is_heard(string text, Mood mood) => Assert.Equal(mood, Utterance.Read(text, null).Mood);

    [Fact]
    public void Numbers_that_an_agent_would_ask_for_are_found()
    {
        var utterance = Utterance.Read(
            "Pesanan INV-2231 dan #88412, resi JP1234567890, hub 0812-3456-7890 atau +62 813 1111 2222, budi.s@Example.co.id", null);

        Assert.Equal(["INV-2231", "88412", "JP1234567890"], utterance.OrderNumbers);
        Assert.Equal(["081234567890", "+6281311112222"], utterance.PhoneNumbers);
        Assert.Equal(["budi.s@example.co.id"], utterance.Emails);
    }

    [Theory]
    [InlineData("refund saya kok belum masuk ya?", null, "id")]
    [InlineData("where is my package", null, "en")]
    [InlineData("tracking order dong min", null, "id")]
    [InlineData("refund", "en", "en")]
    [InlineData("refund", null, "id")]
    [InlineData("gmn cara return barang", "en", "id")]
    public void The_language_is_told_by_small_words(string text, string? known, string language) =>
        Assert.Equal(language, Utterance.Read(text, known).Language);
}
