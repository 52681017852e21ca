using CxBot.Canned;
using CxBot.Conversations;
using CxBot.Storage;

namespace CxBot.Handover.Insertions;

/// <summary>Compares what was put into a reply with what was sent, and keeps it with the reply.</summary>
internal static class InsertedWords
{
    /// <summary>What is said to be put in beyond this was no agent's work.</summary>
    private const int MaxOfOneReply = 20;

    /// <summary>Longer words are compared by their beginning: the time of the comparison grows with the square.</summary>
    private const int MaxCompared = 2_000;

    // Fewer words than this, and what was put in was written over.
    private const double MinUsed = 0.5;

    /// <summary>Adds what was put into a reply, and counts the canned ones that went out; the caller saves.</summary>
    public static Task AddAsync(CxBotDbContext db, Message reply, IReadOnlyList<Inserted> inserted, CancellationToken cancellationToken)
    {
        var insertions = Of(reply.ConversationId, reply.Sequence, reply.Text, inserted);
        db.Insertions.AddRange(insertions);
        var used = insertions.Where(one => one.Kind == InsertionKind.Canned && one.Kept >= MinUsed)
            .Select(one => long.TryParse(one.SourceId, out var id) ? id : 0).Where(id => id > 0).Distinct().ToList();
        return used.Count == 0 ? Task.CompletedTask : CannedReplies.CountAsync(db, used, cancellationToken);
    }

    /// <summary>Pure.</summary>
    public static IReadOnlyList<Insertion> Of(ConversationId conversationId, long sequence, string sent, IReadOnlyList<Inserted> inserted)
    {
        var words = Split(sent);
        var whole = string.Join(' ', words);
        return [.. inserted.Where(one => one.Text.Length is > 0 and <= AgentReplies.MaxReplyLength
                && one.SourceId.Length <= Insertion.MaxSourceIdLength).Take(MaxOfOneReply)
            .Select((one, place) =>
            {
                var own = Split(one.Text);
                var changed = !$" {whole} ".Contains($" {string.Join(' ', own)} ", StringComparison.Ordinal);
                return new Insertion
                {
                    ConversationId = conversationId,
                    Sequence = sequence,
                    Place = place,
                    Kind = one.Kind,
                    SourceId = one.SourceId,
                    // PostgreSQL takes no NUL.
                    Text = one.Text.Replace("\0", "", StringComparison.Ordinal),
                    Changed = changed,
                    Kept = changed ? Share(own, words) : 1,
                };
            })];
    }

    /// <summary>The longest common run of words in order, as a share of those that were put in.</summary>
    private static double Share(string[] own, string[] sent)
    {
        own = own[..Math.Min(own.Length, MaxCompared)];
        sent = sent[..Math.Min(sent.Length, MaxCompared)];
        var (before, now) = (new int[sent.Length + 1], new int[sent.Length + 1]);
        foreach (var word in own)
        {
            for (var i = 0; i < sent.Length; i++)
                now[i + 1] = sent[i] == word ? before[i] + 1 : Math.Max(now[i], before[i + 1]);
            (before, now) = (now, before);
        }
        return own.Length == 0 ? 0 : Math.Round((double)before[^1] / own.Length, 3);
    }

    private static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
