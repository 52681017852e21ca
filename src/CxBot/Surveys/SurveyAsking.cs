using CxBot.Conversations;
using CxBot.Storage;
using CxBot.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Surveys;

/// <summary>Decides whether a customer is asked about a case, and keeps that they were. Called inside a <see cref="Writer"/>
/// command.</summary>
public sealed class SurveyAsking(IOptions<SurveyOptions> options)
{
    /// <summary>The question to put; null where this customer is left in peace.</summary>
    /// <param name="about">The number of what it is about: of two tries both are asked, or neither.</param>
    public async Task<SurveyQuestion?> QuestionAsync(
        CxBotDbContext db, Conversation conversation, long about, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var isReached = ReplyWindow.OfBot(db.Channels.Of(conversation.Channel), conversation, now).IsOpen;
        if (!isReached || conversation.StoppedAt is not null || !SurveyShare.Holds(about, settings.Share))
            return null;
        var isBlocked = await db.Customers.AnyAsync(c => c.Id == conversation.CustomerId && c.Blocked, cancellationToken);
        if (isBlocked || await WasAskedAsync(db, conversation, now - TimeSpan.FromDays(settings.QuietDays), cancellationToken))
            return null;
        return new SurveyQuestion(settings.Kind, CustomerWords.CultureOf(conversation.Language).Name);
    }

    /// <summary>Keeps that a message asks; the caller saves.</summary>
    /// <param name="handoverId">Null where the bot had the case alone.</param>
    public void Keep(
        CxBotDbContext db, Conversation conversation, SurveyQuestion question, Message asked, long? handoverId, string? agentId) =>
        db.Surveys.Add(new Survey
        {
            Case = conversation.CurrentCase,
            HandoverId = handoverId,
            Kind = question.Kind,
            ConversationId = conversation.Id,
            Channel = conversation.Channel,
            Sequence = asked.Sequence,
            AgentId = agentId,
            AskedAt = asked.At,
            ExpiresAt = asked.At + options.Value.ExpiresAfter,
        });

    private static Task<bool> WasAskedAsync(
        CxBotDbContext db, Conversation conversation, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var theirs = db.Conversations.Where(c => c.CustomerId == conversation.CustomerId).Select(c => c.Id);
        return db.Surveys.AnyAsync(s => theirs.Contains(s.ConversationId) && s.AskedAt > since, cancellationToken);
    }
}
