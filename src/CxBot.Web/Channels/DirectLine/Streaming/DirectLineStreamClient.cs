using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Storage;
using CxBot.Words;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;

namespace CxBot.Web.Channels.DirectLine.Streaming;

/// <summary>Where one client of a stream stands, and what it has been told; makes its next frame.</summary>
public sealed class DirectLineStreamClient(ConversationId conversationId, long from, TranslationContext translation,
    IDbContextFactory<CxBotDbContext> contexts, Typing typing, Drafts drafts, TimeProvider time)
{
    private long _position = from;
    private bool _caughtUp = from > 0;
    private long _toldSeen;
    private string? _toldState;

    /// <summary>The next frame of what was said, or null where the client has it all.</summary>
    public async Task<JObject?> SaidAsync(ConversationNow now, CancellationToken cancellationToken)
    {
        if (_position > now.Last)
        {
            // Further than what was read for all: it is a moment older.
            if (await LastAsync(cancellationToken) >= _position)
                return null;
            // A place beyond the log is from another log, of before the conversation was deleted and begun again.
            _position = 0;
        }

        var activities = new JArray();
        while (_position < now.Last && activities.Count == 0)
        {
            var (messages, whole) = await AfterAsync(now, cancellationToken);
            foreach (var message in messages)
                Add(activities, message);
            // Less than a page: whatever else there is up to the last is not for customers.
            _position = messages is [.., var newest] && (!whole || newest.Sequence > now.Last) ? newest.Sequence : now.Last;
        }
        if (activities.Count > 0)
            return Frame(activities);
        _caughtUp = true;
        return null;
    }

    /// <summary>What is true for the moment and was not told yet, or null where there is nothing.</summary>
    public JObject? Moment(ConversationNow now)
    {
        if (_position > now.Last)
            return null;
        var at = time.GetUtcNow();
        var activities = new JArray();
        if (now.Handover is { } state)
        {
            var told = DirectLineTranslator.State(state, translation.PhotoLink);
            if (told.ToString() != _toldState)
                activities.Add(TransientActivity.Event(conversationId, at, EventNames.Handover, told));
            _toldState = told.ToString();
        }
        if (now.AgentSeen > _toldSeen)
        {
            _toldSeen = now.AgentSeen;
            activities.Add(TransientActivity.Event(conversationId, at, EventNames.Seen, new JObject { ["sequence"] = _toldSeen }));
        }
        if (typing.Current(conversationId, TypingSide.Team) is { } name)
            activities.Add(TransientActivity.Typing(conversationId, at, now.OwnerId is { } owner ? "agent:" + owner : "bot", name,
                now.OwnerId is null && drafts.Current(conversationId) is { } draft ? Dialect.Normalize(draft) : null));
        return activities.Count > 0 ? Frame(activities) : null;
    }

    /// <summary>What comes next: what was read for all, or, for who is behind, a page of their own. And whether that is all there
    /// is.</summary>
    private async Task<(IReadOnlyList<Message> Messages, bool Whole)> AfterAsync(ConversationNow now, CancellationToken cancellationToken)
    {
        if (_position >= now.From)
            return ([.. now.Said.Where(m => m.Sequence > _position)], true);
        await using var db = contexts.CreateDbContext();
        var page = await DirectLineHistory.AfterAsync(db, conversationId, _position, cancellationToken);
        return (page, page.Count < DirectLineHistory.PageSize);
    }

    private async Task<long> LastAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.Conversations.Where(c => c.Id == conversationId).Select(c => c.LastSequence)
            .SingleOrDefaultAsync(cancellationToken);
    }

    private void Add(JArray activities, Message message)
    {
        activities.Add(DirectLineTranslator.ToJson(message, translation));
        if (message.Content is MessageContent.Notice notice)
            _toldState = DirectLineTranslator.State(notice.Handover, translation.PhotoLink).ToString();
        if (_caughtUp && DirectLineTranslator.HandoffStatus(message) is { } status)
            activities.Add(status);
    }

    private JObject Frame(JArray activities) => new() { ["activities"] = activities, ["watermark"] = DirectLinePlace.Watermark(_position) };
}
