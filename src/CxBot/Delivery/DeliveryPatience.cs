namespace CxBot.Delivery;

/// <summary>How long a message is tried: nothing is tried for ever, whatever it fails of. Pure.</summary>
public static class DeliveryPatience
{
    /// <summary>So many tries may fail for the message's own sake.</summary>
    public const int MaxAttempts = 12;

    /// <summary>
    /// So long after it was written nobody expects it any more, and a channel that takes replies for a day takes it no longer.
    /// </summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Whether it is given up.</summary>
    /// <param name="writtenAt">When it was put into the log.</param>
    /// <param name="failed">How many tries have failed for its own sake.</param>
    public static bool IsOver(DateTimeOffset writtenAt, int failed, DateTimeOffset now) => failed >= MaxAttempts
        || now - writtenAt >= Longest;
}
