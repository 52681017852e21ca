using CxBot.Language.Questions;
using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Words;

namespace CxBot.Turns;

/// <summary>Puts a question back into words: which of a few articles is meant, or whether the one is. Pure.</summary>
internal sealed class TurnQuestion(string language)
{
    /// <summary>The longest beginning of an article beside "is it this?", in characters.</summary>
    private const int MaxExcerptLength = 160;

    /// <summary>The longest quotation of the customer's own words, in characters.</summary>
    private const int MaxQuoteLength = 60;

    /// <summary>Asks about the whole message.</summary>
    public Reply Of(IReadOnlyList<Candidate> choices, Answer? answer) =>
        (choices is [var only] ? new Reply(Whether(only, "ClarifyOne"), YesOrNo(only)) : new Reply(Say("Clarify"), Which(choices))) with
        {
            Confidence = answer?.Confidence.Probability,
            Signals = answer?.Confidence.Signals,
        };

    /// <summary>Asks about one of several questions in a message, or says that nothing answers it.</summary>
    /// <param name="isOnlyOne">A yes must be to one question alone.</param>
    public Reply Of(OpenQuestion open, bool isOnlyOne)
    {
        var quote = Dialect.Escape(Shorten(open.Text, MaxQuoteLength));
        return open.Choices switch
        {
            [] => new(Say("NoAnswerTo", quote), new MessageContent.Offer([new Choice(Say("TalkToPerson"), null)])),
            [var only] when isOnlyOne => new(Whether(only, "ClarifyOneOf", quote), YesOrNo(only)),
            var choices => new(Say("ClarifyPart", quote), Which(choices)),
        };
    }

    private string Whether(Candidate candidate, string key, params string[] quote)
    {
        var title = Dialect.Escape(candidate.Article.Title.Trim().TrimEnd('?', '.'));
        return $"{Say(key, [title, .. quote])}\n\n> {Dialect.Escape(Excerpt(candidate.Article.Body))}";
    }

    private MessageContent.Offer YesOrNo(Candidate candidate) =>
        new([new Choice(Say("YesThat"), candidate.Article.Id), new Choice(Say("NotThat"), null)]);

    private MessageContent.Offer Which(IReadOnlyList<Candidate> candidates) =>
        new([.. candidates.Select(c => new Choice(c.Article.Title, c.Article.Id)), new Choice(Say("NoneOfThese"), null)]);

    /// <summary>The first paragraph as plain text.</summary>
    private static string Excerpt(string body)
    {
        var first = PlainText.Of(body).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).FirstOrDefault("").TrimEnd();
        // What ends so goes on in a list.
        return first.EndsWith(':') ? Shorten(first, MaxExcerptLength - 1).TrimEnd(':', '…') + "…" : Shorten(first, MaxExcerptLength);
    }

    private static string Shorten(string text, int longest)
    {
        text = text.ReplaceLineEndings(" ").Trim();
        if (text.Length <= longest)
            return text;
        var end = text.LastIndexOf(' ', longest - 1);
        return text[..(end > longest / 2 ? end : longest - 1)].TrimEnd(' ', ',', '.', ':') + "…";
    }

    private string Say(string key, params object[] arguments) => CustomerWords.Say(key, language, arguments);
}
