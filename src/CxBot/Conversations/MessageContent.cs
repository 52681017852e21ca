using CxBot.Handover;

namespace CxBot.Conversations;

/// <summary>What a message carries beside its text. Stored as JSON; absent parts are null.</summary>
public sealed record MessageContent
{
    public static readonly MessageContent Empty = new();

    /// <summary>Choices offered as buttons; choosing one says its title.</summary>
    public IReadOnlyList<Choice>? Choices { get; init; }

    /// <summary>The article an answer came from.</summary>
    public SourceArticle? Source { get; init; }

    public IReadOnlyList<MediaReference>? Attachments { get; init; }

    /// <summary>Of a system message: the state of the handover that it tells.</summary>
    public HandoverState? Handover { get; init; }

    /// <summary>Ask for a rating of this handover.</summary>
    public long? AskRatingOf { get; init; }

    /// <summary>Ask for a phone number or e-mail address.</summary>
    public bool AskContact { get; init; }

    /// <summary>Of an event: its name.</summary>
    public string? EventName { get; init; }

    /// <summary>Of an event: its value, as JSON.</summary>
    public string? EventValue { get; init; }
}

/// <summary>A choice: what the button says, and the article behind it; null for "none of these".</summary>
public sealed record Choice(string Title, string? ArticleId);

/// <summary>The article behind an answer.</summary>
public sealed record SourceArticle(string Id, string Title);

/// <summary>A stored file, by the random name it has in the media folder.</summary>
public sealed record MediaReference(string Id, string FileName, string ContentType, long Bytes);
