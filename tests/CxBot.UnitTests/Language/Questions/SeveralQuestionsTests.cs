using CxBot.Language.Questions;
using CxBot.Language;
using CxBot.Language.Text;
using CxBot.Web.Channels;

namespace CxBot.Tests.Language.Questions;

public sealed class SeveralQuestionsTests
{
    [Theory]
    [InlineData("ongkir ke Bali berapa? bisa cod ga?", "ongkir ke Bali berapa", "bisa cod ga")]
    [InlineData("refund saya kapan masuk\nlupa password juga", "refund saya kapan masuk", "lupa password juga")]
    [InlineData("how long is delivery and how do I track it", "how long is delivery", "how do I track it")]
    [InlineData("bayarnya bisa qris? sama brp lama sampe malang", "bayarnya bisa qris", "brp lama sampe malang")]
    [InlineData("ada garansinya ga, terus kalau rusak dikirim ke mana?", "ada garansinya ga", "kalau rusak dikirim ke mana")]
    [InlineData("size chart dong ready stock ga kak?", "size chart dong", "ready stock ga kak")]
    [InlineData("Sudah saya bayar. Kapan dikirim?", "Sudah saya bayar", "Kapan dikirim")]
    [InlineData("halo kak, mau tanya, ongkir brp ke bali? makasih ya. ada garansi ga", "ongkir brp ke bali", "ada garansi ga")]
    [InlineData("garansi? kalau retur gimana caranya?", "garansi", "kalau retur gimana caranya")]
    public void A_message_is_cut_where_another_question_may_begin(string text, params string[] pieces) =>
        Assert.Equal(pieces, SeveralQuestions.In(text).Select(p => p.Text));

    [Theory]
    [InlineData("refund saya kok belum masuk ya?")]
    [InlineData("refund???")]
    [InlineData("halo? ping?")]
    [InlineData("")]
    [InlineData("mau batalin pesanan, soalnya salah alamat")]
    [InlineData("saya sudah bayar, tapi statusnya belum berubah")]
    [InlineData("kalau sudah dicuci, masih boleh diretur?")]
    [InlineData("boleh diretur ga, kalau sudah dicuci")]
    [InlineData("mau retur sama refund nya gimana")]
    [InlineData("I want to cancel, because I ordered the wrong size")]
    [InlineData("wajan 1,5 kg ongkirnya berapa")]
    [InlineData("bisa bayar pakai gopay dan ovo?")]
    public void A_reason_a_condition_and_a_shared_question_are_not_cut_off(string text) => Assert.Empty(SeveralQuestions.In(text));

    [Fact]
    public void A_letter_is_not_a_list_of_questions() =>
        Assert.Empty(SeveralQuestions.In(string.Join("? ", Enumerable.Range(1, 9).Select(n => $"berapa ongkir ke kota {n}"))));

    [Fact]
    public void A_piece_tells_whether_it_asks_and_whether_it_begins_anew()
    {
        Assert.Equal([(true, true), (false, false)],
            SeveralQuestions.In("poin saya hilang kenapa, voucher ditolak").Select(p => (p.Asks, p.IsApart)));
        Assert.Equal([(false, true), (true, true)],
            SeveralQuestions.In("Mau tanya dua hal: ongkir ke bali berapa").Select(p => (p.Asks, p.IsApart)));
    }

    [Theory]
    [InlineData("kalau yang dari luar negeri?", true)]
    [InlineData("what about damaged items", true)]
    [InlineData("gimana kalo udah lewat seminggu", true)]
    [InlineData("refund saya belum masuk", false)]
    [InlineData("", false)]
    public void A_follow_up_leans_on_what_came_before(string text, bool leans) =>
        Assert.Equal(leans, FollowUp.IsOne(TextNormalizer.Words(text)));
}
