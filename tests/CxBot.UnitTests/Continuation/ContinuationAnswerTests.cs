using CxBot.Continuation;

namespace CxBot.Tests.Continuation;

public sealed class ContinuationAnswerTests
{
    [Theory]
    [InlineData("Iya, saya", true)]
    [InlineData("ya itu saya!", true)]
    [InlineData("Yes, it's me", true)]
    [InlineData("bukan saya", false)]
    [InlineData("No.", false)]
    public void The_whole_message_says_whether_it_is_them(string text, bool them) => Assert.Equal(them, ContinuationAnswer.Read(text));

    [Theory]
    [InlineData("ya ampun, paket saya mana?")]
    [InlineData("tidak bisa bayar")]
    public void Anything_else_says_neither(string text) => Assert.Null(ContinuationAnswer.Read(text));
}
