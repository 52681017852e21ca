namespace CxBot.Search;

/// <summary>
/// What the search holds of up to <see cref="Messages"/> messages of a conversation, with what is known of its customer and cases. Its
/// words lie beside it, in what the database searches by: they are in no property.
/// </summary>
public sealed class SearchEntry
{
    /// <summary>So many places of the log are one entry: all words of a search are looked for in one.</summary>
    public const int Messages = 100;

    /// <summary>By time, so that the latest are found first; see <see cref="KeyOf"/>.</summary>
    public long Id { get; init; }

    public required ConversationId ConversationId { get; init; }

    /// <summary>Which hundred of the log's places, from 0.</summary>
    public int Page { get; init; }

    /// <summary>When the first of them was said.</summary>
    public DateTimeOffset FirstAt { get; init; }

    /// <summary>When the last of them was said.</summary>
    public DateTimeOffset LastAt { get; init; }

    /// <summary>Which entry a place of the log is in.</summary>
    public static int PageOf(long sequence) => (int)((sequence - 1) / Messages);

    /// <summary>A key that grows with the time, a second has room for 65,536. Another entry may have it: the next number is as
    /// good.</summary>
    public static long KeyOf(DateTimeOffset last, ConversationId conversationId, int page)
    {
        var place = 2_166_136_261u;
        foreach (var c in conversationId.Value)
            place = unchecked((place ^ c) * 16_777_619u);
        return (last.ToUnixTimeSeconds() << 16) | ((place + (uint)page) & 0xffff);
    }
}
