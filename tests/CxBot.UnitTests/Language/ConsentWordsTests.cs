using CxBot.Language;

namespace CxBot.Tests.Language;

public sealed class ConsentWordsTests
{
    [Theory]
    [InlineData("STOP", ConsentWish.Stop)]
    [InlineData(" Berhenti! ", ConsentWish.Stop)]
    [InlineData("unsubscribe", ConsentWish.Stop)]
    [InlineData("Stop promosi.", ConsentWish.Stop, ConsentPurpose.Marketing)]
    [InlineData("jangan kirim promo lagi", ConsentWish.Stop, ConsentPurpose.Marketing)]
    [InlineData("START", ConsentWish.Start)]
    [InlineData("mulai lagi", ConsentWish.Start)]
    public void The_whole_message_is_the_wish(string text, ConsentWish wish, ConsentPurpose purpose = ConsentPurpose.All) =>
        Assert.Equal(new SaidConsent(wish, purpose), ConsentWords.Read(text));

    [Theory]
    [InlineData("stop kontaknya rusak")]
    [InlineData("kapan promo mulai?")]
    [InlineData("bagaimana cara berhenti berlangganan newsletter toko")]
    [InlineData("")]
    public void A_question_is_none(string text) => Assert.Null(ConsentWords.Read(text));
}
