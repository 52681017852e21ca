using System.Text.Json.Serialization;

namespace CxBot.Ids;

/// <summary>Which article: what its file says, or the path of its file.</summary>
[JsonConverter(typeof(TextIdJson<ArticleId>))]
public readonly record struct ArticleId(string Value) : ITextId<ArticleId>, IComparable<ArticleId>
{
    /// <summary>As people write ids: no two articles have one that differs in capitals alone.</summary>
    public static IEqualityComparer<ArticleId> InAnyCase { get; } = EqualityComparer<ArticleId>.Create(
        (one, other) => StringComparer.OrdinalIgnoreCase.Equals(one.Value, other.Value),
        id => StringComparer.OrdinalIgnoreCase.GetHashCode(id.Value));

    public static ArticleId Of(string text) => new(text);

    /// <summary>The id of this text; null where there is none.</summary>
    public static ArticleId? OrNull(string? text) => text is null ? null : new ArticleId(text);

    /// <summary>Whether both are the same in any case, or neither is one.</summary>
    public static bool AreSame(ArticleId? one, ArticleId? other) =>
        string.Equals(one?.Value, other?.Value, StringComparison.OrdinalIgnoreCase);

    public int CompareTo(ArticleId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
