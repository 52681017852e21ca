using CxBot.Language;
using CxBot.Tests.Testing;

namespace CxBot.Tests.Language;

/// <summary>
/// What customers begin with (<c>first-words.txt</c>): openers, words about the bot, wishes for a person, and questions that begin like
/// any of them.
/// </summary>
public sealed class FirstWordsTests
{
    private static readonly Dictionary<string, List<string>> Said = Labelled.Lines("tests/CxBot.UnitTests/Language/first-words.txt");

    [Fact]
    public void An_opener_says_that_a_question_follows_and_asks_nothing() =>
        Assert.Equal("", Wrong("opener", u => u is { SmallTalk: SmallTalk.Opener, HasQuestion: false, WantsPerson: false }));

    [Fact]
    public void Words_about_the_bot_are_known() =>
        Assert.Equal("", Wrong("about", u => u is { SmallTalk: SmallTalk.AboutBot, HasQuestion: false, WantsPerson: false }));

    [Fact]
    public void Who_is_tired_of_writing_or_of_the_answers_wants_a_person() => Assert.Equal("", Wrong("person", u => u.WantsPerson));

    [Fact]
    public void A_question_that_begins_like_an_opener_is_a_question() =>
        Assert.Equal("", Wrong("question", u => u is { HasQuestion: true, WantsPerson: false }));

    [Theory]
    [InlineData("kak", SmallTalk.Greeting)]
    [InlineData("min", SmallTalk.Greeting)]
    [InlineData("apa kabar?", SmallTalk.HowAreYou)]
    [InlineData("whats up", SmallTalk.HowAreYou)]
    [InlineData("nggak ada pertanyaan lagi kak, makasih", SmallTalk.Thanks)]
    [InlineData("makasih infonya kak", SmallTalk.Thanks)]
    [InlineData("sangat membantu, terima kasih", SmallTalk.Thanks)]
    [InlineData("thanks for your help", SmallTalk.Thanks)]
    public void Other_small_talk_stays_what_it_is(string text, SmallTalk kind) =>
        Assert.Equal((kind, false), (Utterance.Read(text, null).SmallTalk, Utterance.Read(text, null).HasQuestion));

    private static string Wrong(string kind, Func<Utterance, bool> right) =>
        string.Join('\n',
            Said[kind].Select(text => Utterance.Read(text, null)).Where(u => !right(u))
                .Select(u => $"{u.Text}: {u.SmallTalk}, question {u.HasQuestion}, person {u.WantsPerson}"));
}
