using System.Collections.Concurrent;

namespace CxBot.Answering.Wording;

/// <summary>
/// The last writing of each conversation: a turn that is thought over again, because the customer wrote on or another turn was first, does
/// not ask again.
/// </summary>
internal sealed class RecentWritings
{
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<ConversationId, (string Question, string Passages, Writing Writing)> _last = new();

    public Writing? Find(WritingRequest request) =>
        _last.TryGetValue(request.ConversationId, out var known) && known.Question == request.Question && known.Passages == Key(request)
            ? known.Writing
            : null;

    public void Keep(WritingRequest request, Writing writing)
    {
        if (_last.Count >= Most)
            _last.Clear();
        _last[request.ConversationId] = (request.Question, Key(request), writing);
    }

    public void Forget(ConversationId conversationId) => _last.TryRemove(conversationId, out _);

    // An article that was edited since is another.
    private static string Key(WritingRequest request) =>
        string.Join('\n', request.Passages.Select(a => $"{a.Id} {a.Body.GetHashCode(StringComparison.Ordinal)}")) + request.Language;
}
