using CxBot.Alerts;
using CxBot.Web.Desk;
using CxBot.Web.Desk.Alerts;

namespace CxBot.Tests.Desk.Alerts;

public sealed class AlertWordsTests
{
    [Theory]
    [MemberData(nameof(Causes))]
    public void Every_cause_is_said_in_both_languages_and_hides_the_customer_where_it_is_to(AlertCause cause)
    {
        foreach (var language in DeskWords.Languages)
        {
            var words = new DeskWords();
            words.Use(language);
            var alert = new DeskAlert(cause, new("c"), "k", "Rudi Hartono", "nomor saya 0812") { By = "Budi" };
            Assert.Contains("Rudi Hartono", AlertWords.Say(words, alert, hide: false).Title, StringComparison.Ordinal);
            var (title, text) = AlertWords.Say(words, alert, hide: true);
            Assert.DoesNotContain("Rudi", title, StringComparison.Ordinal);
            Assert.DoesNotContain("0812", text, StringComparison.Ordinal);
            Assert.NotEmpty(words.For(cause));
        }
    }

    public static TheoryData<AlertCause> Causes => [.. Enum.GetValues<AlertCause>()];

    [Fact]
    public void Long_words_are_cut_and_no_emoji_in_half()
    {
        var (_, text) = AlertWords.Say(new DeskWords(),
            new DeskAlert(AlertCause.Wrote, new("c"), "k", null, new string('a', 118) + "🙏🙏🙏"), hide: false);
        Assert.Equal(new string('a', 118) + "…", text);
    }
}
