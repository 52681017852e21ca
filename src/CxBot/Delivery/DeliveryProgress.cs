using CxBot.Conversations;

namespace CxBot.Delivery;

/// <summary>How far a message has come: only forward, in whatever order the reports arrive. Pure.</summary>
public static class DeliveryProgress
{
    /// <summary>The later of two. What was delivered had not failed; what failed may have been sent before.</summary>
    public static DeliveryStatus Later(DeliveryStatus one, DeliveryStatus other) => Rank(other) > Rank(one) ? other : one;

    /// <summary>A message is as far as the piece that is least far; one that failed or is not known decides.</summary>
    public static DeliveryStatus OfAll(IReadOnlyCollection<DeliveryStatus> parts)
    {
        if (parts.Count == 0)
            return DeliveryStatus.Queued;
        if (parts.Contains(DeliveryStatus.Failed))
            return DeliveryStatus.Failed;
        return parts.Contains(DeliveryStatus.Unconfirmed) ? DeliveryStatus.Unconfirmed : parts.MinBy(Rank);
    }

    private static int Rank(DeliveryStatus status) => status switch
    {
        DeliveryStatus.None => 0,
        DeliveryStatus.Queued => 1,
        DeliveryStatus.Unconfirmed => 2,
        DeliveryStatus.Sent => 3,
        DeliveryStatus.Failed => 4,
        DeliveryStatus.Delivered => 5,
        DeliveryStatus.Read => 6,
        _ => 7,
    };
}
