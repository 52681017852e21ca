namespace CxBot.Media;

/// <summary>
/// A file that a customer or an agent sent. The bytes lie in the media folder under <see cref="Id"/>; they go when the conversation goes.
/// </summary>
public sealed class MediaFile
{
    /// <summary>A random name, also the file's name on disk.</summary>
    public required string Id { get; init; }

    /// <summary>The conversation it belongs to; null for an agent's photo.</summary>
    public ConversationId? ConversationId { get; init; }

    /// <summary>The type, by content and not by name.</summary>
    public required string ContentType { get; init; }

    /// <summary>The sender's name for it: shown, never used as a path.</summary>
    public required string FileName { get; init; }
    public long Bytes { get; init; }
    public DateTimeOffset At { get; init; }
}
