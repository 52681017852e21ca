namespace CxBot.Agents;

/// <summary>An agent's own name for a list with filters, to come back to.</summary>
public sealed class SavedView
{
    /// <summary>So many has one agent at most: more do not fit beside a list.</summary>
    public const int MaxViews = 20;

    public const int MaxQueryLength = 400;

    public long Id { get; init; }
    public required string AgentId { get; init; }
    public required string Name { get; set; }

    /// <summary>The desk's list: <c>queue</c>, <c>mine</c> or <c>all</c>.</summary>
    public required string List { get; set; }

    /// <summary>The filters, as they stand in the address; no customer's words.</summary>
    public required string Query { get; set; }
}
