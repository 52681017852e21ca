using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Knowledge;
using CxBot.Language.Text;
using CxBot.Language;
using CxBot.Turns.Planning;
using CxBot.Words;

namespace CxBot.Turns;

/// <summary>Puts the end of a turn into words, in the customer's language. Pure.</summary>
internal sealed class TurnWords(TurnState state, TurnDecision decision)
{
    private readonly string _language = state.LanguageFor(decision.Utterance);

    /// <summary>What the turn decided, all but the handover; null where the turn waits.</summary>
    public static TurnResult? Of(TurnPlan plan)
    {
        var conversation = plan.Work.Conversation;
        return plan.End switch
        {
            TurnEnd.Wait => null,
            TurnEnd.Silent silent => TurnResult.Silent(silent.Outcome, conversation, silent.Last) with { Continuation = plan.Unanswered },
            TurnEnd.Continue end => TurnResult.Silent(TurnOutcome.Crossed, conversation, end.Message) with { Continuation = end.Request },
            TurnEnd.Rate end => TurnResult.Silent(TurnOutcome.Noted, conversation, end.Message) with { Answer = end.Answer },
            TurnEnd.ConfirmConsent end => TurnResult.Silent(TurnOutcome.SmallTalk, conversation, end.Message) with
            {
                Reason = TurnReason.Consent,
                Replies = [ConsentConfirmed(end.Message, conversation.Language)],
                Continuation = plan.Unanswered,
            },
            TurnEnd.Say say => new TurnWords(plan.State, say.Decision).Result() with { Continuation = plan.Unanswered },
            _ => throw new InvalidOperationException("The plan has not ended."),
        };
    }

    private TurnResult Result()
    {
        var (outcome, replies) = Said();
        return new TurnResult
        {
            Outcome = outcome,
            Reason = TurnReasons.Of(decision),
            LastSequence = decision.Said[^1].Sequence,
            Replies = Explained(replies),
            Offered = Offered(replies),
            Missed = outcome == TurnOutcome.AskedAgain ? state.Missed + 1 : 0,
            Language = _language,
            Confidence = decision.Answer?.Confidence.Probability,
            // Who only calls for a person speaks of no article, whichever comes nearest to the call.
            ArticleId = decision.Utterance.WantsPerson && Lexicon.BuiltIn.BareCall.IsIn(decision.Utterance) ? null
                : decision.Best?.Article.Id,
        };
    }

    /// <summary>All that may be pressed after the turn; null for nothing.</summary>
    private static IReadOnlyList<Choice>? Offered(IReadOnlyList<Reply> replies) =>
        replies.SelectMany(r => r.Content.Choices ?? []).DistinctBy(c => c.Title).ToArray() is { Length: > 0 } offered ? offered : null;

    private (TurnOutcome Outcome, IReadOnlyList<Reply> Replies) Said() => decision.Decision switch
    {
        Decision.GiveAnswer given => (TurnOutcome.Answered, [.. Answered(given), .. given.Open.Select(open => AskedBack(open, given))]),
        Decision.Clarify clarify => (TurnOutcome.Clarified, [new TurnQuestion(_language).Of(clarify.Choices, decision.Answer)]),
        Decision.Chat when decision.Unread is { } words => (TurnOutcome.SmallTalk, [NotRead(words)]),
        Decision.Chat { Kind: SmallTalk.Opener or SmallTalk.AboutBot } chat => (TurnOutcome.SmallTalk, [Begun(chat.Kind)]),
        Decision.Chat chat => (TurnOutcome.SmallTalk, [new Reply(Say(chat.Kind.ToString()), MessageContent.Empty)]),
        Decision.PointBack => (TurnOutcome.Continued, [new Reply(Say("AnsweredAbove"), OfferingPerson)]),
        Decision.AskAgain => (TurnOutcome.AskedAgain, [new Reply(Say("AskAgain"), MessageContent.Empty)]),
        Decision.HandOver handOver => (TurnOutcome.HandedOver, HandedOver(handOver)),
        _ => throw new InvalidOperationException($"There are no words for {decision.Decision.GetType().Name}."),
    };

    /// <summary>Each reply with why it is said. The explanation of a reply without a confidence of its own carries the signals
    /// too.</summary>
    private IReadOnlyList<Reply> Explained(IReadOnlyList<Reply> replies)
    {
        if (decision is not { Answer: { } answer, Decision: not Decision.Chat })
            return replies;
        var why = TurnExplanation.Of(answer, decision.Decision);
        return [.. replies.Select((r, at) => at < decision.Parts.Count ? Explained(r, decision.Parts[at])
            : r with { Explanation = r.Signals is null ? why : why with { Signals = null } })];
    }

    /// <summary>The reply to one of several questions, with what was found for that one.</summary>
    private static Reply Explained(Reply reply, Answer part) => reply with
    {
        Confidence = part.Confidence.Probability,
        Signals = part.Confidence.Signals,
        Explanation = TurnExplanation.Of(part, HandoverPolicy.Judge(part, PolicyContext.Fresh)) with { Signals = null },
    };

    private Reply AskedBack(OpenQuestion open, Decision.GiveAnswer given) =>
        new TurnQuestion(_language).Of(open, isOnlyOne: given.Open.Count == 1);

    private List<Reply> Answered(Decision.GiveAnswer given)
    {
        if (decision.Written is { Text: { } text } written)
            return [Answered(text, written.Cited, given.OfferPerson || written.Cited.Any(a => a.Handover is ArticleHandover.Offer))];
        Candidate[] all = [given.Candidate, .. given.Further];
        return [.. all.Select((candidate, at) => Answered(candidate, given.OfferPerson && at == all.Length - 1))];
    }

    private Reply Answered(Candidate candidate, bool offerPerson)
    {
        var remark = OnlyIn(candidate.Article.Language);
        return candidate.Part is { } part
            ? Answered($"{remark}{part.Text}\n\n{part.Rest}", [candidate.Article], offerPerson, remark.Length + part.Text.Length)
            : Answered(remark + candidate.Article.Body, [candidate.Article], offerPerson);
    }

    private Reply Answered(string text, IReadOnlyList<Article> articles, bool offerPerson, int? lead = null) => new(
        text,
        new MessageContent.Answer(
            new SourceArticle(articles[0].Id, articles[0].Title),
            articles.Count > 1 ? [.. articles.Skip(1).Select(a => new SourceArticle(a.Id, a.Title))] : null,
            offerPerson ? [new Choice(Say("TalkToPerson"), null)] : null)
        {
            Lead = lead,
        },
        decision.Answer?.Confidence.Probability,
        decision.Answer?.Confidence.Signals);

    /// <summary>The remark that the article is in another language than the customer wrote in; empty where it is not.</summary>
    private string OnlyIn(string articleLanguage)
    {
        var written = Subjects.Primary(articleLanguage);
        if (LanguageDetector.Detect(TextNormalizer.Words(decision.Utterance.Text)) is not { } asked || asked == written)
            return "";
        return Say(written switch { "id" => "OnlyInIndonesian", "en" => "OnlyInEnglish", _ => "OnlyInAnother" }) + "\n\n";
    }

    /// <summary>Asks what the customer wants to know, and offers questions to begin with.</summary>
    private Reply Begun(SmallTalk kind)
    {
        var words = kind is SmallTalk.Opener && Advertised is { } advertised
            ? CustomerWords.Say("OpenerAboutAd", _language, Dialect.Escape(advertised.Trim()))
            : Say(kind.ToString());
        return new Reply(words, decision.Starters is { Count: > 0 } starters ? new MessageContent.Offer(starters) : MessageContent.Empty);
    }

    /// <summary>The title of the advertisement that brought the customer; null where none did.</summary>
    private string? Advertised =>
        decision.Said.Select(m => m.Content.Referral?.Title).LastOrDefault(title => !string.IsNullOrWhiteSpace(title));

    private Reply NotRead(string words) => new(Say(words), OfferingPerson);

    private MessageContent.Offer OfferingPerson => new([new Choice(Say("TalkToPerson"), null)]);

    private List<Reply> HandedOver(Decision.HandOver handOver)
    {
        List<Reply> replies = [.. handOver.First.Select(first => Answered(first, false))];
        if (handOver.Say is { } say)
            replies.Add(Answered(say, false));
        replies.Add(new Reply(Say("HandOver_" + handOver.Reason), MessageContent.Empty));
        return replies;
    }

    private static Reply ConsentConfirmed(HeardMessage message, string? language)
    {
        var consent = message.Content.Consent!.Value;
        var words = CustomerWords.Say(
            consent.Purpose == ConsentPurpose.Marketing ? $"Consent_{consent.Wish}_Marketing" : $"Consent_{consent.Wish}", language);
        return new Reply(words, MessageContent.Empty with { Consent = consent });
    }

    private string Say(string key) => CustomerWords.Say(key, _language);
}
