using System.Collections.Concurrent;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Storage;
using CxBot.Web.Desk.Alerts;
using CxBot.Web.Desk.Later;

namespace CxBot.Web.Desk.Live;

/// <summary>
/// Reads the board from the database: what lists are ordered and filtered by for every conversation, words only where somebody needs them
/// and only where they may have changed.
/// </summary>
internal sealed class BoardReader
{
    /// <summary>What is new is read with its words at once, so that it can be called out by them; a flood of news is not.</summary>
    private const int MaxNews = 50;

    private readonly ConcurrentDictionary<ConversationId, (RowVersion Version, RowWords Words)> _words = new();
    private Dictionary<ConversationId, LightRow> _light = [];

    public async Task<BoardSnapshot> ReadAsync(CxBotDbContext db, BoardSnapshot before, ConversationId[] watched, bool withBot,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waiting = await BoardQuery.LightAsync(db, QueueOrder.Waiting(db), cancellationToken);
        var owned = await BoardQuery.LightAsync(db, BoardQuery.Owned(db), cancellationToken);
        var bot = withBot ? await BoardQuery.LightAsync(db, BoardQuery.WithBot(db), cancellationToken) : [];
        var light = waiting.Concat(owned).Concat(bot).DistinctBy(row => row.Row.Id).ToDictionary(row => row.Row.Id);
        var later = await LaterRow.OpenAsync(db, null, cancellationToken);
        var laterOf = later.ToLookup(row => row.ConversationId);
        ConversationId[] asked = [.. watched.Where(id => !light.ContainsKey(id)).Distinct().Order()];
        HashSet<ConversationId> putOff = [.. later.Select(row => row.ConversationId).Where(id => !light.ContainsKey(id))];
        ConversationId[] elsewhere = [.. asked.Union(putOff)];
        var others = elsewhere.Length == 0 ? [] : await BoardQuery.LightAsync(db, BoardQuery.Of(db, elsewhere), cancellationToken);
        foreach (var row in others)
            light[row.Row.Id] = row;
        var labels = await BoardQuery.LabelsAsync(db, cancellationToken);
        _light = light;
        var news = before == BoardSnapshot.Empty ? [] : waiting.Where(row => before.Find(row.Row.Id) is null).Take(MaxNews);
        await ReadWordsAsync(db, [.. owned, .. bot, .. others, .. news, .. waiting.Where(row => _words.ContainsKey(row.Row.Id))],
            cancellationToken);
        foreach (var gone in _words.Keys.Where(id => !light.ContainsKey(id)).ToList())
            _words.TryRemove(gone, out _);
        return new BoardSnapshot(Rows(waiting), Rows(owned))
        {
            WithBot = Rows(bot),
            Others = Rows(others.Where(row => asked.Contains(row.Row.Id))),
            Asked = asked,
            Later = later,
            Mentions = await OpenMention.AllAsync(db, now, cancellationToken),
            LowScores = await OpenLowScore.AllAsync(db, now, cancellationToken),
            PutOff = Rows(others.Where(row => putOff.Contains(row.Row.Id))),
            Labels = labels.SequenceEqual(before.Labels) ? before.Labels : labels,
        };

        BoardRow[] Rows(IEnumerable<LightRow> rows) =>
            [.. rows.Select(row => Same(before.Find(row.Row.Id), LaterRow.Mark(WithWords(row), laterOf[row.Row.Id])))];
    }

    /// <summary>These rows, with their words.</summary>
    public async Task<IReadOnlyList<BoardRow>> WithWordsAsync(
        Func<CxBotDbContext> open, IReadOnlyList<BoardRow> rows, CancellationToken cancellationToken)
    {
        var light = _light;
        List<LightRow> unread = [.. rows.Where(row => !row.IsRead).Select(row => light.GetValueOrDefault(row.Id)).OfType<LightRow>()];
        if (unread.Count == 0)
            return rows;
        if (unread.Exists(row => !IsKnown(row)))
        {
            await using var db = open();
            await ReadWordsAsync(db, unread, cancellationToken);
        }
        return [.. rows.Select(row => row.IsRead || !light.TryGetValue(row.Id, out var known) ? row
            : WithWords(known) with { DueAt = row.DueAt, Snoozed = row.Snoozed })];
    }

    private async Task ReadWordsAsync(CxBotDbContext db, IReadOnlyCollection<LightRow> rows, CancellationToken cancellationToken)
    {
        List<LightRow> changed = [.. rows.Where(row => !IsKnown(row)).DistinctBy(row => row.Row.Id)];
        if (changed.Count == 0)
            return;
        var read = await RowWordsQuery.ReadAsync(db, [.. changed.Select(row => row.Row.Id)], cancellationToken);
        foreach (var row in changed)
            if (read.TryGetValue(row.Row.Id, out var words))
                _words[row.Row.Id] = (row.Version, words);
    }

    private bool IsKnown(LightRow row) => _words.TryGetValue(row.Row.Id, out var known) && known.Version == row.Version;

    private BoardRow WithWords(LightRow row) => _words.TryGetValue(row.Row.Id, out var known) ? known.Words.On(row) : row.Bare;

    /// <summary>What has not changed is kept, and not held twice.</summary>
    private static BoardRow Same(BoardRow? before, BoardRow now) => before == now ? before : now;
}
