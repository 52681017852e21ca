using System.Text;
using System.Text.Json;

namespace CxBot.Delivery.Nodes;

/// <summary>What one node tells the others: where to look again, and what is true for seconds and is in no log.</summary>
/// <param name="From">The node that says it.</param>
/// <param name="Ids">The conversations in which there is something new.</param>
/// <param name="All">Every conversation may have something new.</param>
/// <param name="Desks">What desks show beside conversations has changed.</param>
/// <param name="Typing">Who types, or has ended.</param>
/// <param name="Erased">The conversations of which nothing may be remembered.</param>
internal sealed record NodeNews(string From, IReadOnlyList<ConversationId> Ids, bool All, bool Desks, IReadOnlyList<TypingNews> Typing,
    IReadOnlyList<ConversationId> Erased)
{
    /// <summary>PostgreSQL takes less than 8,000 bytes at once.</summary>
    private const int MaxBytes = 7_900;

    /// <summary>More than this many are looked at together with all others.</summary>
    private const int MaxIds = 200;

    private const int MaxAtOnce = 64;

    /// <summary>The news as texts that PostgreSQL takes.</summary>
    public IReadOnlyList<string> Write()
    {
        var whole = Ids.Count <= MaxIds ? this : this with { Ids = [], All = true };
        for (var size = MaxAtOnce; ; size /= 2)
        {
            List<string> texts = [.. whole.Pieces(size).Select(piece => JsonSerializer.Serialize(piece))];
            if (size == 1 || texts.TrueForAll(text => Encoding.UTF8.GetByteCount(text) <= MaxBytes))
                return texts;
        }
    }

    /// <returns>Null for what is none, such as the words of a build to come.</returns>
    public static NodeNews? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<NodeNews>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private IEnumerable<NodeNews> Pieces(int size)
    {
        for (var at = 0; at == 0 || at < Ids.Count || at < Typing.Count || at < Erased.Count; at += size)
            yield return new(From, [.. Ids.Skip(at).Take(size)], All && at == 0, Desks && at == 0, [.. Typing.Skip(at).Take(size)],
                [.. Erased.Skip(at).Take(size)]);
    }
}

/// <summary>Somebody types, or has ended.</summary>
/// <param name="Name">Who; null where it has ended.</param>
internal sealed record TypingNews(ConversationId Id, TypingSide Side, string? Name);
