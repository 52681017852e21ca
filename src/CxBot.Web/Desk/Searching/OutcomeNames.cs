using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Search;

namespace CxBot.Web.Desk.Searching;

/// <summary>How a case ended, in the desk's words of all languages: an agent may search in either.</summary>
internal static class OutcomeNames
{
    public static IReadOnlyList<SearchName> All { get; } = [.. DeskWords.Languages.SelectMany(Of)];

    private static IEnumerable<SearchName> Of(string language)
    {
        var words = new DeskWords();
        words.Use(language);
        return Enum.GetValues<HandoverOutcome>().Select(outcome => new SearchName(words.For(outcome), SearchTokens.Outcome(outcome)));
    }
}
