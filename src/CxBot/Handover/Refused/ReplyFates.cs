using CxBot.Conversations;

namespace CxBot.Handover.Refused;

/// <summary>How far one reply of an agent has come.</summary>
/// <param name="WaitedSince">Since when the customer had waited for it; null where nobody was owed one.</param>
public sealed record ReplyFate(long Sequence, DateTimeOffset At, DeliveryStatus Delivery, DateTimeOffset? WaitedSince);

/// <summary>What the fates of an agent's replies mean for the customer. Pure: however the channel's reports came, in which order and how
/// often, the same fates say the same.</summary>
public static class ReplyFates
{
    /// <summary>As far as a message must have come to be answered by it: the channel has taken it, or its client reads the log.</summary>
    public static readonly DeliveryStatus[] Accepted =
        [DeliveryStatus.None, DeliveryStatus.Sent, DeliveryStatus.Delivered, DeliveryStatus.Read, DeliveryStatus.Played];

    /// <summary>The refused reply that the customer still lacks, and since when they wait; null where a later one was accepted, or none was
    /// refused. What is on its way, or not known, says nothing yet.</summary>
    /// <param name="answeredElsewhere">When the same customer was last answered in another conversation; null where never.</param>
    public static (long Sequence, DateTimeOffset Since)? Lacking(
        IReadOnlyCollection<ReplyFate> replies, DateTimeOffset? answeredElsewhere = null)
    {
        var accepted = replies.Where(r => Accepted.Contains(r.Delivery)).Select(r => r.Sequence).DefaultIfEmpty().Max();
        var since = replies.Where(r => r.Sequence > accepted && !(r.At <= answeredElsewhere)).ToList();
        if (since.Where(r => r.Delivery == DeliveryStatus.Failed).MaxBy(r => r.Sequence) is not { } failed)
            return null;
        // A reply that was written while another was on its way answered the same wait.
        return (failed.Sequence, since.Where(r => r.Sequence <= failed.Sequence).Min(r => r.WaitedSince) ?? failed.At);
    }
}
