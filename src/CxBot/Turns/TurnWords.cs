using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Knowledge;
using CxBot.Language.Text;
using CxBot.Language;
using CxBot.Words;

namespace CxBot.Turns;

/// <summary>Puts a decision into words, in the customer's language.</summary>
internal sealed class TurnWords(string language, TurnDecision decision)
{
    public TurnResult Result()
    {
        var result = decision.Decision switch
        {
            Decision.GiveAnswer given => Result(TurnOutcome.Answered, Answered(given)),
            Decision.Clarify clarify => Result(TurnOutcome.Clarified, [Clarified(clarify.Choices)]),
            Decision.Chat when decision.Unread is { } words => Result(TurnOutcome.SmallTalk, [NotRead(words)]),
            Decision.Chat { Kind: SmallTalk.Opener or SmallTalk.AboutBot } chat => Result(TurnOutcome.SmallTalk, [Begun(chat.Kind)]),
            Decision.Chat chat => Result(TurnOutcome.SmallTalk, [new Reply(Say(chat.Kind.ToString()), MessageContent.Empty)]),
            Decision.PointBack => Result(TurnOutcome.Continued, [new Reply(Say("AnsweredAbove"), OfferingPerson)]),
            Decision.AskAgain => Result(TurnOutcome.AskedAgain, [new Reply(Say("AskAgain"), MessageContent.Empty)]),
            Decision.HandOver handOver => Result(TurnOutcome.HandedOver, HandedOver(handOver)),
            _ => throw new InvalidOperationException($"There are no words for {decision.Decision.GetType().Name}."),
        };
        return result with { Offered = result.Replies.LastOrDefault()?.Content.Choices, Replies = Explained(result.Replies) };
    }

    /// <summary>Each with why it is said; what passes to a person carries the signals too, because it has no confidence of its own.</summary>
    private IReadOnlyList<Reply> Explained(IReadOnlyList<Reply> replies) => decision is { Answer: { } answer, Decision: not Decision.Chat and { } made } && TurnExplanation.Of(answer, made) is var why
        ? [.. replies.Select(r => r with { Explanation = r.Signals is null ? why : why with { Signals = null } })]
        : replies;

    private TurnResult Result(TurnOutcome outcome, IReadOnlyList<Reply> replies) => new()
    {
        Outcome = outcome,
        LastSequence = 0,
        Replies = replies,
        Confidence = decision.Answer?.Confidence.Probability,
        ArticleId = decision.Best?.Article.Id,
    };

    private List<Reply> Answered(Decision.GiveAnswer given)
    {
        if (decision.Written is { Text: { } text } written) return [Answered(text, written.Cited, given.OfferPerson || written.Cited.Any(a => a.Handover is ArticleHandover.Offer))];
        Candidate[] all = [given.Candidate, .. given.Further];
        return [.. all.Select((candidate, at) => Answered(candidate, given.OfferPerson && at == all.Length - 1))];
    }

    private Reply Answered(Candidate candidate, bool offerPerson) => Answered(OnlyIn(candidate.Article.Language) + candidate.Article.Body, [candidate.Article], offerPerson);

    /// <summary>Says so where the article is in another language than the customer wrote in.</summary>
    private string OnlyIn(string articleLanguage)
    {
        var written = Subjects.Primary(articleLanguage);
        if (LanguageDetector.Detect(TextNormalizer.Words(decision.Utterance.Text)) is not { } asked || asked == written) return "";
        return Say(written switch { "id" => "OnlyInIndonesian", "en" => "OnlyInEnglish", _ => "OnlyInAnother" }) + "\n\n";
    }

    private Reply Answered(string text, IReadOnlyList<Article> articles, bool offerPerson) => new(
        text,
        new MessageContent
        {
            Source = new SourceArticle(articles[0].Id, articles[0].Title),
            MoreSources = articles.Count > 1 ? [.. articles.Skip(1).Select(a => new SourceArticle(a.Id, a.Title))] : null,
            Choices = offerPerson ? [new Choice(Say("TalkToPerson"), null)] : null,
        },
        decision.Answer?.Confidence.Probability,
        decision.Answer?.Confidence.Signals);

    private Reply Clarified(IReadOnlyList<Candidate> candidates) => new(
        Say("Clarify"),
        new MessageContent
        {
            Choices = [.. candidates.Select(c => new Choice(c.Article.Title, c.Article.Id)), new Choice(Say("NoneOfThese"), null)],
        },
        decision.Answer?.Confidence.Probability,
        decision.Answer?.Confidence.Signals);

    /// <summary>Asks what it is about, and shows what may be asked.</summary>
    private Reply Begun(SmallTalk kind)
    {
        var advertised = kind is SmallTalk.Opener ? decision.Said.Select(m => m.Content.Referral?.Title).LastOrDefault(title => !string.IsNullOrWhiteSpace(title)) : null;
        var words = advertised is null ? Say(kind.ToString()) : CustomerWords.Say("OpenerAboutAd", language, Dialect.Escape(advertised.Trim()));
        return new Reply(words, decision.Starters is { Count: > 0 } starters ? new MessageContent { Choices = starters } : MessageContent.Empty);
    }

    private Reply NotRead(string words) => new(Say(words), OfferingPerson);

    private MessageContent OfferingPerson => new() { Choices = [new Choice(Say("TalkToPerson"), null)] };

    private List<Reply> HandedOver(Decision.HandOver handOver)
    {
        List<Reply> replies = handOver.Say is { } say ? [Answered(say, false)] : [];
        replies.Add(new Reply(Say("HandOver_" + handOver.Reason), MessageContent.Empty));
        return replies;
    }

    private string Say(string key) => CustomerWords.Say(key, language);
}
