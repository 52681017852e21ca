using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Storage;
using CxBot.Words;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>Where one client of a stream stands, and what it has been told; makes its next frame.</summary>
public sealed class DirectLineStreamClient(string conversationId, long from, TranslationContext translation, CustomerNotices notices, Typing typing, Drafts drafts, TimeProvider time)
{
    private long position = from;
    private bool caughtUp = from > 0;
    private long toldSeen;
    private string? toldState;

    /// <summary>The conversation was deleted.</summary>
    public bool ConversationGone { get; private set; }

    /// <summary>The next frame of what was said, or null where the client has it all.</summary>
    public async Task<JObject?> SaidAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        var last = await db.Conversations.Where(c => c.Id == conversationId).Select(c => (long?)c.LastSequence).SingleOrDefaultAsync(cancellationToken);
        ConversationGone = last is null;
        // A place beyond the log is from another log, of before the conversation was deleted and begun again.
        if (position > last) position = 0;

        var activities = new JArray();
        while (position < last && activities.Count == 0)
        {
            var messages = await DirectLineHistory.AfterAsync(db, conversationId, position, cancellationToken);
            foreach (var message in messages) Add(activities, message);
            // Less than a page: whatever else there is up to the last is not for customers.
            position = messages is [.., var newest] && (messages.Count == DirectLineHistory.PageSize || newest.Sequence > last) ? newest.Sequence : last.Value;
        }
        if (activities.Count > 0) return Frame(activities);
        caughtUp = true;
        return null;
    }

    /// <summary>What is true for the moment and was not told yet, or null where there is nothing.</summary>
    public async Task<JObject?> MomentAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        var now = await db.Conversations.Where(c => c.Id == conversationId)
            .Select(c => new { c.AgentSeenSequence, c.OwnerId, c.HandoverId }).SingleOrDefaultAsync(cancellationToken);
        if (now is null) return null;
        var at = time.GetUtcNow();
        var activities = new JArray();
        if (now.HandoverId is not null && await notices.StateAsync(db, conversationId, cancellationToken) is { } state)
        {
            var told = DirectLineTranslator.State(state, translation.PhotoLink);
            if (told.ToString() != toldState) activities.Add(TransientActivity.Event(conversationId, at, "cxbot/handover", told));
            toldState = told.ToString();
        }
        if (now.AgentSeenSequence > toldSeen)
        {
            toldSeen = now.AgentSeenSequence;
            activities.Add(TransientActivity.Event(conversationId, at, "cxbot/seen", new JObject { ["sequence"] = toldSeen }));
        }
        if (typing.Current(conversationId, TypingSide.Team) is { } name)
            activities.Add(TransientActivity.Typing(conversationId, at, now.OwnerId is { } owner ? "agent:" + owner : "bot", name, now.OwnerId is null && drafts.Current(conversationId) is { } draft ? Dialect.Normalize(draft) : null));
        return activities.Count > 0 ? Frame(activities) : null;
    }

    private void Add(JArray activities, Message message)
    {
        activities.Add(DirectLineTranslator.ToJson(message, translation));
        if (message.Content.Handover is { } state) toldState = DirectLineTranslator.State(state, translation.PhotoLink).ToString();
        if (caughtUp && DirectLineTranslator.HandoffStatus(message) is { } status) activities.Add(status);
    }

    private JObject Frame(JArray activities) => new() { ["activities"] = activities, ["watermark"] = DirectLinePlace.Watermark(position) };
}
