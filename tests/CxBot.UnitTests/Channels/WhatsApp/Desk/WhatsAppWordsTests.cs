using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using CxBot.Delivery;
using CxBot.Web.Channels.WhatsApp.Desk;

namespace CxBot.Tests.Channels.WhatsApp.Desk;

public sealed partial class WhatsAppWordsTests
{
    private static readonly ResourceManager Resources = new(
        "CxBot.Web.Channels.WhatsApp.Desk.WhatsAppWords", typeof(WhatsAppWords).Assembly);

    [Fact]
    public void Both_languages_say_everything_with_the_same_places()
    {
        var (indonesian, english) = (Read(""), Read("en"));
        Assert.Equal(indonesian.Keys.Order(), english.Keys.Order());
        Assert.All(indonesian, word => Assert.Equal(Places(word.Value), Places(english[word.Key])));
    }

    [Fact]
    public void Every_kind_of_news_of_the_account_has_words()
    {
        foreach (var news in Enum.GetValues<AccountNews>())
            Assert.NotEmpty(WhatsAppWords.Say($"AccountNews_{news}", "en", "a detail"));
    }

    private static Dictionary<string, string> Read(string language) =>
        Resources.GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static IEnumerable<string> Places(string words) => Place().Matches(words).Select(match => match.Value).Distinct().Order();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Place();
}
