namespace CxBot.Handover.Insertions;

/// <summary>Where words come from that an agent put into a reply instead of typing them.</summary>
public enum InsertionKind
{
    /// <summary>A canned reply.</summary>
    Canned,

    /// <summary>An article that the agent looked up.</summary>
    Article,

    /// <summary>One of the bot's best answers, shown without asking.</summary>
    Suggestion,

    /// <summary>What a language model wrote from articles.</summary>
    Draft,
}

/// <summary>Words that an agent put into the composer, before the reply is sent.</summary>
/// <param name="SourceId">The canned reply's number or the article's id; of a draft the articles' ids, with commas between.</param>
/// <param name="Text">As it was put in: what was filled in is in it.</param>
public sealed record Inserted(InsertionKind Kind, string SourceId, string Text);

/// <summary>What of a reply was not typed, and what became of it. Kept with the reply, so that what helps agents can be told from what they
/// must mend.</summary>
public sealed class Insertion
{
    public const int MaxSourceIdLength = 400;

    public required ConversationId ConversationId { get; init; }

    /// <summary>The reply's place in the log.</summary>
    public required long Sequence { get; init; }

    /// <summary>From 0, in the order in which they were put in.</summary>
    public required int Place { get; init; }

    public required InsertionKind Kind { get; init; }

    /// <summary>See <see cref="Inserted"/>.</summary>
    public required string SourceId { get; init; }

    /// <summary>As it was put in.</summary>
    public required string Text { get; init; }

    /// <summary>It did not go out word for word.</summary>
    public required bool Changed { get; init; }

    /// <summary>The share of its words, 0 to 1, that went out in their order.</summary>
    public required double Kept { get; init; }
}
