using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace CxBot.Ids;

/// <summary>Which conversation.</summary>
[JsonConverter(typeof(TextIdJson<ConversationId>))]
public readonly record struct ConversationId(string Value) : ITextId<ConversationId>, IParsable<ConversationId>, IComparable<ConversationId>
{
    public static ConversationId Of(string text) => new(text);

    /// <summary>The id of this text; null where there is none.</summary>
    public static ConversationId? OrNull(string? text) => text is null ? null : new ConversationId(text);

    public static ConversationId Parse(string s, IFormatProvider? provider) => new(s);

    /// <summary>Any text may be one: whether there is such a conversation, the database knows.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ConversationId result)
    {
        result = new(s ?? "");
        return s is not null;
    }

    public int CompareTo(ConversationId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
