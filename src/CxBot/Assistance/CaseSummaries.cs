using CxBot.Answering.Wording;
using CxBot.Conversations;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Assistance;

/// <summary>Sums up conversations for agents with the model, where there is one, and keeps the sum for whoever opens them next.</summary>
public sealed class CaseSummaries(AnswerWriter model, Writer writer, IDbContextFactory<CxBotDbContext> contexts, TimeProvider time)
{
    /// <summary>A summary is made anew when so many messages came since.</summary>
    public const int RenewAfter = 10;

    /// <summary>So many of the last messages are summed up.</summary>
    private const int MaxMessages = 60;

    /// <summary>Whether there is a model.</summary>
    public bool IsOn => model.IsOn;

    public async Task<CaseSummary?> ReadAsync(ConversationId conversationId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.CaseSummaries.AsNoTracking().SingleOrDefaultAsync(s => s.ConversationId == conversationId, cancellationToken);
    }

    /// <summary>Sums up what was said until now. No transaction is open meanwhile; of two that were made at once the later stays.</summary>
    /// <param name="conversation">With its customer, whose name is masked.</param>
    /// <param name="language">Of the agent who reads it.</param>
    public async Task<WritingOutcome> MakeAsync(Conversation conversation, string language, CancellationToken cancellationToken)
    {
        var said = await SaidAsync(conversation.Id, cancellationToken);
        if (said is not [.., var last])
            return WritingOutcome.NotNeeded;
        var request = new SummaryRequest(conversation.Id, [.. said.Select(m => new SummaryLine(Who(m.Role), m.Text))], language)
        {
            AddressHash = conversation.AddressHash,
            Names = [.. said.Select(m => m.AuthorName).Append(conversation.Customer?.Name).OfType<string>().Distinct()],
        };
        var written = await model.SummariseAsync(request, cancellationToken);
        if (written is { Outcome: WritingOutcome.Written, Text: { } text })
            await writer.RunAsync((db, token) => KeepAsync(db, conversation.Id, text, last.Sequence, token), cancellationToken);
        return written.Outcome;
    }

    private async Task<List<Message>> SaidAsync(ConversationId conversationId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var said = await db.Messages.AsNoTracking().Where(m => m.ConversationId == conversationId && m.Kind == MessageKind.Text
                && (m.Role == MessageRole.Customer || m.Role == MessageRole.Bot || m.Role == MessageRole.Agent) && m.Text != "")
            .OrderByDescending(m => m.Sequence).Take(MaxMessages).ToListAsync(cancellationToken);
        said.Reverse();
        return said;
    }

    private async Task KeepAsync(CxBotDbContext db, ConversationId conversationId, string text, long sequence,
        CancellationToken cancellationToken)
    {
        // It may have been erased while the model wrote.
        if (!await db.Conversations.AnyAsync(c => c.Id == conversationId, cancellationToken))
            return;
        var now = time.GetUtcNow();
        var kept = await db.CaseSummaries.SingleOrDefaultAsync(s => s.ConversationId == conversationId, cancellationToken);
        if (kept is null)
            db.CaseSummaries.Add(new CaseSummary { ConversationId = conversationId, Text = text, Sequence = sequence, At = now });
        else if (kept.Sequence <= sequence)
            (kept.Text, kept.Sequence, kept.At) = (text, sequence, now);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static string Who(MessageRole role) => role switch
    {
        MessageRole.Customer => "customer",
        MessageRole.Agent => "agent",
        _ => "bot",
    };
}
