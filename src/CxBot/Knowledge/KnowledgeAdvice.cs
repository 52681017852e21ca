namespace CxBot.Knowledge;

/// <summary>What would make an article that can be read answer better.</summary>
/// <param name="File">The path inside the knowledge folder.</param>
/// <param name="Values">What the words for <paramref name="Kind"/> have places for, in order.</param>
public sealed record KnowledgeAdvice(string File, AdviceKind Kind, params IReadOnlyList<string> Values);

/// <summary>The kinds of advice, the weightiest first.</summary>
public enum AdviceKind
{
    /// <summary>Another article is found for its ways to ask, and the other way round: its file, and for how many.</summary>
    Competes,

    /// <summary>A way to ask finds another article: the way, the other's file, and the way there that was nearest.</summary>
    Astray,

    /// <summary>How many ways to ask there are, and how many there should be.</summary>
    FewWays,

    /// <summary>A way to ask that another article has too: the way, and the other's file.</summary>
    AskedTwice,

    /// <summary>Two ways to ask that read the same: both.</summary>
    SameWay,

    /// <summary>The same between translations: both, and the other's file.</summary>
    SameWayElsewhere,

    /// <summary>Another article says nearly the same: its file.</summary>
    NearDuplicate,

    /// <summary>A link that leads nowhere: its address.</summary>
    BrokenLink,

    /// <summary>A table, which no channel shows as one: its lines become text.</summary>
    Table,

    /// <summary>Nobody has touched it for long: since when.</summary>
    Stale,
}
