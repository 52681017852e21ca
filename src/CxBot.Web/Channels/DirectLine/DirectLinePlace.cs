using System.Globalization;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>A place in the log as clients know it: an activity's id is <c>conversation|0000012</c>, a watermark the number alone.</summary>
public static class DirectLinePlace
{
    public static string ActivityId(ConversationId conversationId, long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{conversationId}|{sequence:D7}");

    public static string Watermark(long sequence) => sequence.ToString(CultureInfo.InvariantCulture);

    /// <summary>Where a client stands; 0, from the beginning, for everything that is not a place.</summary>
    public static long Read(string? watermark) =>
        long.TryParse(watermark, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : 0;

    /// <summary>The sequence in an activity id of this conversation, or null.</summary>
    public static long? Sequence(string? activityId, ConversationId conversationId) =>
        activityId is not null && activityId.StartsWith($"{conversationId}|", StringComparison.Ordinal)
        && long.TryParse(activityId.AsSpan(conversationId.Value.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture,
                out var sequence)
            ? sequence : null;
}
