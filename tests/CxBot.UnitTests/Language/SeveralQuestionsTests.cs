using CxBot.Language;
using CxBot.Language.Text;
using CxBot.Web.Channels;

namespace CxBot.Tests.Language;

public sealed class SeveralQuestionsTests
{
    [Theory]
    [InlineData("ongkir ke Bali berapa? bisa cod ga?", "ongkir ke Bali berapa", "bisa cod ga")]
    [InlineData("refund saya kapan masuk\nlupa password juga", "refund saya kapan masuk", "lupa password juga")]
    [InlineData("how long is delivery and how do I track it", "how long is delivery", "how do I track it")]
    public void Each_question_is_found(string text, params string[] questions) => Assert.Equal(questions, SeveralQuestions.In(text));

    [Theory]
    [InlineData("refund saya kok belum masuk ya?")]
    [InlineData("refund???")]
    [InlineData("halo? ping?")]
    [InlineData("")]
    public void One_question_is_left_alone(string text) => Assert.Empty(SeveralQuestions.In(text));

    [Theory]
    [InlineData("kalau yang dari luar negeri?", true)]
    [InlineData("what about damaged items", true)]
    [InlineData("gimana kalo udah lewat seminggu", true)]
    [InlineData("refund saya belum masuk", false)]
    [InlineData("", false)]
    public void A_follow_up_leans_on_what_came_before(string text, bool leans) =>
        Assert.Equal(leans, FollowUp.IsOne(TextNormalizer.Words(text)));
}
