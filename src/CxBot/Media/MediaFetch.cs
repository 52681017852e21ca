namespace CxBot.Media;

/// <summary>A file that a channel holds for us and that is still to be fetched.</summary>
public sealed class MediaFetch
{
    public required ConversationId ConversationId { get; init; }

    /// <summary>The message that brought it; with the conversation, the key.</summary>
    public long Sequence { get; init; }
    public required string Channel { get; init; }

    /// <summary>The channel's id of the file.</summary>
    public required string MediaId { get; init; }

    /// <summary>The sender's name for it.</summary>
    public string? FileName { get; init; }
    public int Attempts { get; set; }

    /// <summary>Not before this time, UTC.</summary>
    public DateTimeOffset DueAt { get; set; }
}
