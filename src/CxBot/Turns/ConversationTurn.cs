using CxBot.Answering.Wording;
using CxBot.Answering;
using CxBot.Continuation;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Knowledge;
using CxBot.Language.Text;
using CxBot.Language;
using CxBot.Words;
using Microsoft.Extensions.Logging;

namespace CxBot.Turns;

/// <summary>START HERE. One turn: reads what the customer wrote, finds what the knowledge says to it, lets the policy decide, and puts the decision into words.</summary>
/// <remarks>It only thinks; <see cref="TurnHistory"/> tells what was before, and <see cref="TurnCommit"/> stores what it decided. No transaction is open meanwhile.</remarks>
public sealed partial class ConversationTurn(
    FaqAnswerer answerer,
    AnswerWriter writer,
    KnowledgeBase knowledge,
    Continuations continuations,
    Drafts drafts,
    TurnHistory history,
    Starters starters,
    ILogger<ConversationTurn> logger)
{
    public async Task<TurnResult> DecideAsync(TurnWork work, CancellationToken cancellationToken)
    {
        var conversation = work.Conversation;
        if (work.Pending[0].Kind == MessageKind.Event) return Silent(TurnOutcome.Noted, conversation, work.Pending[0]);

        var said = Replaced.Without([.. work.Pending.TakeWhile(m => m.Kind == MessageKind.Text)]);
        if (conversation.Customer is { Blocked: true }) return Silent(TurnOutcome.Ignored, conversation, said[^1]);
        // What has to do with another channel stands for itself, whoever has the conversation.
        said = [said[0], .. said.Skip(1).TakeWhile(m => !continuations.Concerns(conversation, m))];
        var request = await continuations.ReadAsync(conversation, said[0], cancellationToken);
        var helped = conversation.Status is ConversationStatus.WithAgent or ConversationStatus.WaitingForAgent;
        // An agent sees for themselves what a code that does not fit was about.
        if (request is ContinuationRequest.Issue or ContinuationRequest.Confirm or ContinuationRequest.Redeem or ContinuationRequest.Decline || (request is ContinuationRequest.Invalid { Tell: true } && !helped))
            return Silent(TurnOutcome.Crossed, conversation, said[0]) with { Continuation = request };
        var result = await DecideAsync(work, said, cancellationToken);
        return request is null ? result : result with { Continuation = new ContinuationRequest.Invalid(Tell: false) };
    }

    private async Task<TurnResult> DecideAsync(TurnWork work, List<Message> said, CancellationToken cancellationToken)
    {
        var conversation = work.Conversation;
        // One owner at a time: while an agent has it, or it waits for one, the bot is silent.
        if (conversation.Status is ConversationStatus.WithAgent or ConversationStatus.WaitingForAgent)
            return Silent(TurnOutcome.LeftToAgent, conversation, said[^1]);

        var state = TurnState.Of(conversation);
        if (said[0].Content.Consent is null) said = [.. said.TakeWhile(m => m.Content.Consent is null)];
        // It came so late that no answer of ours is taken any more: a person finds another way.
        if (conversation.RepliesUntil <= (conversation.LastCustomerAt ?? said[^1].At) && said[0].Content.Consent is null)
            return await HandOverAsync(state, said, HandoverReason.WindowShut, conversation, cancellationToken);
        if (LoopBreaker.IsLoop(await history.RecentAsync(conversation, cancellationToken)))
            return await HandOverAsync(state, said, HandoverReason.MissedTwice, conversation, cancellationToken);
        if (said[0].Content.Consent is { } wish) return Agree(wish, conversation, said[0]);
        var first = await DecideAsync(state, [said[0]], cancellationToken);
        // Corrected, and the answer stands: nobody wants to read it twice.
        if (said[0].Content.Replaces is not null && first.Decision is Decision.GiveAnswer same && same.Candidate.Article.Id == await history.AnsweredArticleAsync(conversation.Id, cancellationToken))
            return Silent(TurnOutcome.Continued, conversation, said[0]);
        if (!first.Decision.IsDoubt && first.Decision is not Decision.GiveAnswer) return await PutIntoWordsAsync(state, first, conversation, cancellationToken);

        var continued = conversation.CoveredSequence == 0 ? null : await ContinueAsync(state, first, cancellationToken);
        if (continued is { Decision: Decision.Chat }) return Silent(TurnOutcome.Continued, conversation, said[0]);
        continued ??= first.Decision.IsDoubt ? await FollowUpAsync(state, first, cancellationToken) : null;
        if ((continued ?? first) is { Decision.IsDoubt: false } clear)
        {
            clear = await WriteAsync(state, clear, cancellationToken);
            if (!clear.Decision.IsDoubt) return await PutIntoWordsAsync(state, clear, conversation, cancellationToken);
            if (continued is null) first = clear;
        }

        // Customers send one thought in several messages: what follows may make it clear.
        var whole = said.Count > 1 ? await DecideAsync(state, said, cancellationToken) : first;
        if (!whole.Decision.IsDoubt) whole = await WriteAsync(state, whole, cancellationToken);
        if (!whole.Decision.IsDoubt) return await PutIntoWordsAsync(state, whole, conversation, cancellationToken);
        if (work.Patience) return Silent(TurnOutcome.AskedAgain, conversation, said[^1]) with { Waits = true };
        if (said.Count > 1 && whole.Decision is not Decision.Chat)
        {
            var last = await DecideAsync(state, [said[^1]], cancellationToken);
            if (!last.Decision.IsDoubt) last = await WriteAsync(state, last, cancellationToken);
            if (!last.Decision.IsDoubt) whole = last with { Said = said };
        }
        return await PutIntoWordsAsync(state, whole, conversation, cancellationToken);
    }

    /// <summary>What came too soon after an answer to be about it is the rest of the same thought: read together with what was answered.</summary>
    /// <returns>The thought as a whole, with <see cref="Decision.Chat"/> where the answer given already was the right one and <see cref="Decision.PointBack"/> where it was asked for again; null where it stands alone.</returns>
    private async Task<TurnDecision?> ContinueAsync(TurnState state, TurnDecision alone, CancellationToken cancellationToken)
    {
        // Who opens a new matter means no old one.
        if (alone.Decision is Decision.Chat) return null;
        var message = alone.Said[0];
        var since = message.At - Fragments.Unread;
        if (await history.LastAnsweredAsync(message.ConversationId, since, cancellationToken) is not { } last) return null;
        var answered = await history.AnsweredArticleAsync(message.ConversationId, cancellationToken);
        var before = await history.SaidBeforeAsync(message, since - Fragments.Longest, cancellationToken);
        if (alone.Decision is Decision.GiveAnswer own)
        {
            if (own.Candidate.Article.Id != answered) return null;
            return alone with { Decision = Fragments.IsSaidAgain(message.Text, before.Select(m => m.Text)) ? new Decision.PointBack() : new Decision.Chat(SmallTalk.Acknowledgement) };
        }

        var whole = await DecideAsync(state, [.. before, message], cancellationToken);
        // Two questions in a row are two questions: the rest of a thought leaves the whole about as clear as it was.
        if (whole.Decision is not Decision.GiveAnswer given || whole.Probability < Fragments.AsClear * last.Confidence) return null;
        whole = whole with { Said = alone.Said };
        return given.Candidate.Article.Id == answered ? whole with { Decision = new Decision.Chat(SmallTalk.Acknowledgement) } : whole;
    }

    /// <summary>What is unclear alone may lean on what was answered before: "kalau yang dari luar negeri?"</summary>
    /// <returns>The thought with what came before, where that has another answer; null where it does not help.</returns>
    private async Task<TurnDecision?> FollowUpAsync(TurnState state, TurnDecision alone, CancellationToken cancellationToken)
    {
        var message = alone.Said[0];
        if (alone.Decision is Decision.Chat || !FollowUp.IsOne(TextNormalizer.Words(message.Text))) return null;
        if (await history.LastAnsweredAsync(message.ConversationId, message.At - FollowUp.Remembered, cancellationToken) is not { } last) return null;
        var before = await history.SaidInAsync(last, cancellationToken);
        var whole = await DecideAsync(state, [.. before, message], cancellationToken);
        return whole.Decision is Decision.GiveAnswer given && given.Candidate.Article.Id != last.ArticleId ? whole with { Said = alone.Said } : null;
    }

    /// <summary>A turn that failed on its way goes to a person: never an apology loop, never silence.</summary>
    public Task<TurnResult> GiveUpAsync(TurnWork work, CancellationToken cancellationToken)
    {
        var said = work.Pending.TakeWhile(m => m.Kind == MessageKind.Text).ToList();
        if (said.Count == 0) return Task.FromResult(Silent(TurnOutcome.Ignored, work.Conversation, work.Pending[0]));
        if (work.Conversation.Status is ConversationStatus.WithAgent or ConversationStatus.WaitingForAgent)
            return Task.FromResult(Silent(TurnOutcome.LeftToAgent, work.Conversation, said[^1]));
        return HandOverAsync(TurnState.Of(work.Conversation), said, HandoverReason.AnsweringFailed, work.Conversation, cancellationToken);
    }

    private Task<TurnResult> HandOverAsync(TurnState state, List<Message> said, HandoverReason reason, Conversation conversation, CancellationToken cancellationToken)
    {
        var utterance = Utterance.Read(string.Join('\n', said.Select(m => m.Text)), state.Language);
        return PutIntoWordsAsync(state, new TurnDecision(said, utterance, null, new Decision.HandOver(reason, null)), conversation, cancellationToken);
    }

    /// <summary>Lets the model, where there is one, put one article's answer into words. It never makes an answer surer; where it finds none in the articles, the policy decides again.</summary>
    private async Task<TurnDecision> WriteAsync(TurnState state, TurnDecision thought, CancellationToken cancellationToken)
    {
        if (thought is not { Answer: { } answer, Decision: Decision.GiveAnswer { Further.Count: 0 } given }) return thought;
        var conversationId = thought.Said[0].ConversationId;
        var request = new WritingRequest(conversationId, thought.Utterance.Text, LanguageOf(state, thought), answer, given.Candidate, thought.Said[0].At) { AddressHash = state.AddressHash };
        try
        {
            var writing = await writer.WriteAsync(request, text => drafts.Show(conversationId, text), cancellationToken);
            answer = writing.Judge(answer);
            return thought with { Answer = answer, Written = writing, Decision = writing.Outcome is WritingOutcome.NoAnswer ? HandoverPolicy.Judge(answer, state.Context) : given };
        }
        finally
        {
            drafts.Clear(conversationId);
        }
    }

    private static string LanguageOf(TurnState state, TurnDecision thought) => thought.Utterance is { HasQuestion: true } or { SmallTalk: SmallTalk.Opener or SmallTalk.AboutBot or SmallTalk.HowAreYou } || state.Language is null ? thought.Utterance.Language : state.Language;

    private async Task<TurnDecision> DecideAsync(TurnState state, IReadOnlyList<Message> said, CancellationToken cancellationToken)
    {
        var text = string.Join('\n', said.Select(m => m.Text)).Trim();
        var utterance = Utterance.Read(text, state.Language);
        if (text.Length == 0 && Unread(said) is { Sent: true } unread) return new(said, utterance, null, new Decision.Chat(SmallTalk.Acknowledgement), unread.Words);

        var context = state.Context;
        if (state.Chosen(text) is { } choice)
        {
            if (choice.ArticleId is { } id && knowledge.Current.Find(id) is { } article) return new(said, utterance, null, Chosen(article));
            if (CustomerWords.IsSaid("TalkToPerson", choice.Title)) return new(said, utterance, null, new Decision.HandOver(HandoverReason.CustomerAsked, null));
            if (choice.ArticleId is null) context = context with { ChoseNoneOfThese = true };
        }

        Answer? answer = null;
        try
        {
            answer = await answerer.AnswerAsync(text, state.Language ?? utterance.Language, cancellationToken);
        }
#pragma warning disable CA1031 // A failure goes to a person, whatever failed.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            AnsweringFailed(logger, failure.GetType().Name, said[0].ConversationId);
        }
        var decision = HandoverPolicy.Decide(utterance, answer, context);
        if (decision is Decision.GiveAnswer or Decision.Clarify or Decision.HandOver { Reason: HandoverReason.LowConfidence })
            decision = await EachAsync(text, state.Language ?? utterance.Language, cancellationToken) ?? decision;
        return new(said, utterance, answer, decision) { Starters = decision is Decision.Chat { Kind: SmallTalk.Opener or SmallTalk.AboutBot } ? await starters.InAsync(utterance.Language, cancellationToken) : [] };
    }

    /// <summary>Several questions in one message are answered each, where each is clear and they are not the same.</summary>
    private async Task<Decision?> EachAsync(string text, string? language, CancellationToken cancellationToken)
    {
        var found = new List<Candidate>();
        foreach (var question in SeveralQuestions.In(text))
        {
            if (HandoverPolicy.Judge(await answerer.AnswerAsync(question, language, cancellationToken), PolicyContext.Fresh) is not Decision.GiveAnswer given) return null;
            if (found.All(f => f.Article.Id != given.Candidate.Article.Id)) found.Add(given.Candidate);
        }
        return found.Count < 2 ? null : new Decision.GiveAnswer(found[0], found.Any(f => f.Article.Handover == ArticleHandover.Offer)) { Further = [.. found.Skip(1)] };
    }

    /// <summary>Whether something was sent instead of words, and what we say to that. To a sticker nothing of its own: it is a nod.</summary>
    private static (bool Sent, string? Words) Unread(IReadOnlyList<Message> said)
    {
        if (said.LastOrDefault(m => m.Content.Shared is not null)?.Content.Shared is { } shared) return (true, shared.Kind == SharedKind.Sticker ? null : $"Unread_{shared.Kind}");
        return said.Any(m => m.Content.Attachments is { Count: > 0 }) ? (true, "FilesReceived") : (false, null);
    }

    /// <summary>The customer's wish on being written to was kept when it came; this only says so.</summary>
    private static TurnResult Agree(ConsentWish wish, Conversation conversation, Message said) => Silent(TurnOutcome.SmallTalk, conversation, said) with
    {
        Replies = [new Reply(CustomerWords.Say(said.Content.ConsentFor == ConsentPurpose.Marketing ? $"Consent_{wish}_Marketing" : $"Consent_{wish}", conversation.Language), new MessageContent { Consent = wish, ConsentFor = said.Content.ConsentFor })],
    };

    /// <summary>The customer pointed at the article, so nothing is guessed.</summary>
    private static Decision Chosen(Article article)
    {
        var candidate = new Candidate(article, 1, article.Title);
        return article.Handover == ArticleHandover.Always
            ? new Decision.HandOver(HandoverReason.Article, candidate)
            : new Decision.GiveAnswer(candidate, article.Handover == ArticleHandover.Offer);
    }

    private async Task<TurnResult> PutIntoWordsAsync(TurnState state, TurnDecision thought, Conversation conversation, CancellationToken cancellationToken)
    {
        var language = LanguageOf(state, thought);
        var words = new TurnWords(language, thought);
        var result = words.Result() with { Language = language, LastSequence = thought.Said[^1].Sequence };
        if (result.Outcome == TurnOutcome.AskedAgain) result = result with { Missed = state.Missed + 1 };
        if (thought.Decision is not Decision.HandOver handOver) return result;

        var replies = result.Replies.Where(r => r.Content.Source is null).Select(r => r.Text).ToList();
        var brief = HandoverBriefWriter.Write(
            await history.CaseAsync(conversation, cancellationToken), thought.Utterance, thought.Answer?.Candidates ?? [], conversation.Page, language, replies);
        var urgent = handOver.Reason is HandoverReason.SensitiveTopic or HandoverReason.Angry;
        return result with
        {
            HandOver = new HandoverDraft(handOver.Reason, brief, urgent ? HandoverPriority.Urgent : HandoverPriority.Normal, thought.Best?.Article.Skill),
        };
    }

    private static TurnResult Silent(TurnOutcome outcome, Conversation conversation, Message last) => new()
    {
        Outcome = outcome,
        LastSequence = last.Sequence,
        Missed = conversation.Missed,
        Offered = conversation.Offered,
        Language = conversation.Language,
    };

    [LoggerMessage(1, LogLevel.Error, "Answering failed with {Failure} in conversation {ConversationId}; a person takes over")]
    private static partial void AnsweringFailed(ILogger logger, string failure, string conversationId);

    /// <summary>What of the conversation counts for this turn: after "resolved" nothing of the old case does.</summary>
    private sealed record TurnState(int Missed, IReadOnlyList<Choice>? Offered, string? Language, string? AddressHash)
    {
        public static TurnState Of(Conversation conversation) => conversation.Status == ConversationStatus.Resolved
            ? new(0, null, conversation.Language, conversation.AddressHash)
            : new(conversation.Missed, conversation.Offered, conversation.Language, conversation.AddressHash);

        /// <summary>Starters are offered too, and ask back nothing: only a choice of what is meant has "none of these".</summary>
        public PolicyContext Context => new(Missed, false, Offered?.Any(c => c.ArticleId is not null) == true && Offered.Any(c => CustomerWords.IsSaid("NoneOfThese", c.Title)));

        public Choice? Chosen(string text) => Offered?.FirstOrDefault(c => string.Equals(c.Title, text, StringComparison.OrdinalIgnoreCase));
    }
}
