using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Knowledge;
using CxBot.Language;
using CxBot.Turns.Parts;
using CxBot.Turns.Planning;
using CxBot.Words;
using Microsoft.Extensions.Logging;

namespace CxBot.Turns;

/// <summary>Decides on one text: reads it, searches the knowledge for it, and asks <see cref="HandoverPolicy"/>.</summary>
public sealed partial class TurnDecider(FaqAnswerer answerer, KnowledgeBase knowledge, Starters starters, ILogger<TurnDecider> logger)
{
    internal async Task<TurnDecision> DecideAsync(Attempt attempt, TurnState state, CancellationToken cancellationToken)
    {
        var messages = attempt.Messages;
        var text = HeardMessage.Join(messages);
        var utterance = Utterance.Read(text, state.Language, knowledge.Current.Lexicon);
        if (text.Length == 0 && HasSomethingShared(messages))
            return new(messages, utterance, null, new Decision.Chat(SmallTalk.Acknowledgement)) { Unread = WordsForShared(messages) };
        var choice = state.Chosen(messages);
        if (choice is not null && OnChoice(choice, choice.ArticleId is { } id ? knowledge.Current.Find(id) : null) is { } chosen)
            return new(messages, utterance, null, chosen);

        var language = state.Language ?? utterance.Language;
        var answer = await AnswerAsync(text, language, messages[0].Message.ConversationId, cancellationToken);
        // A choice without an article is "none of these".
        var decision = HandoverPolicy.Decide(utterance, answer, state.Context with { ChoseNoneOfThese = choice is { ArticleId: null } });
        IReadOnlyList<Answer> parts = [];
        if (!attempt.HasAnswered && HandoverPolicy.IsByAnswer(decision)
            && await SeveralAnswers.FindAsync(answerer, text, language, cancellationToken) is { } several)
            (decision, parts) = several;
        // The answer behind the decision: the first that is said, or the one that goes to a person.
        var behind = decision is Decision.HandOver ? parts.LastOrDefault(answer) : parts.FirstOrDefault(answer);
        return new(messages, utterance, behind, decision)
        {
            Parts = parts,
            Starters = decision is Decision.Chat { Kind: SmallTalk.Opener or SmallTalk.AboutBot }
                ? await starters.InAsync(utterance.Language, cancellationToken)
                : [],
        };
    }

    /// <returns>What was found; null where the search failed.</returns>
    private async Task<Answer?> AnswerAsync(string text, string language, ConversationId conversationId,
        CancellationToken cancellationToken)
    {
        try
        {
            return await answerer.AnswerAsync(text, language, cancellationToken);
        }
#pragma warning disable CA1031 // A failure goes to a person, whatever failed.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            AnsweringFailed(logger, failure.GetType().Name, conversationId);
            return null;
        }
    }

    /// <summary>The decision on a choice that was offered. The customer pointed at it, so the bot guesses nothing.</summary>
    /// <param name="article">The article of the choice; null where it has none, or the article is gone.</param>
    /// <returns>Null where the text must be searched all the same.</returns>
    internal static Decision? OnChoice(Choice choice, Article? article)
    {
        if (article is null)
            return CustomerWords.IsSaid("TalkToPerson", choice.Title) ? new Decision.HandOver(HandoverReason.CustomerAsked, null) : null;
        var candidate = new Candidate(article, 1, article.Title);
        return article.Handover == ArticleHandover.Always
            ? new Decision.HandOver(HandoverReason.Article, candidate)
            : new Decision.GiveAnswer(candidate, article.Handover == ArticleHandover.Offer);
    }

    private static bool HasSomethingShared(IReadOnlyList<HeardMessage> messages) =>
        messages.Any(m => m.Content is MessageContent.Shared or { Attachments.Count: > 0 });

    /// <summary>The key of our words for what was sent instead of words; null for a sticker, which is a nod.</summary>
    internal static string? WordsForShared(IReadOnlyList<HeardMessage> messages) =>
        messages.Select(m => m.Content).OfType<MessageContent.Shared>().LastOrDefault()?.Part switch
        {
            { Kind: SharedKind.Sticker } => null,
            { } shared => $"Unread_{shared.Kind}",
            null => "FilesReceived",
        };

    [LoggerMessage(1, LogLevel.Error, "Answering failed with {Failure} in conversation {ConversationId}; a person takes over")]
    private static partial void AnsweringFailed(ILogger logger, string failure, ConversationId conversationId);
}
