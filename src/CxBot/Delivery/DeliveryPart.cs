using CxBot.Conversations;

namespace CxBot.Delivery;

/// <summary>
/// One piece of an outgoing message: what the channel is handed in one call. Written before the call, so that after a crash it is known
/// that there was one.
/// </summary>
public sealed class DeliveryPart
{
    public required ConversationId ConversationId { get; init; }

    /// <summary>The message's place in the log.</summary>
    public long Sequence { get; init; }

    /// <summary>The piece's place in the message, from 0; with the two above, the key.</summary>
    public int Part { get; init; }
    public required string Channel { get; init; }

    /// <summary>When it was handed over; null where it surely was not.</summary>
    public DateTimeOffset? ClaimedAt { get; set; }

    /// <summary>The channel's id for it; null until the channel has told it.</summary>
    public string? ProviderId { get; set; }
    public DeliveryStatus Status { get; set; }
    public int? FailureCode { get; set; }
    public string? FailureTitle { get; set; }

    /// <summary>The mark that travels with it to the channel and comes back in its reports.</summary>
    public static string Tracker(ConversationId conversationId, long sequence, int part) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{conversationId}:{sequence}:{part}");

    /// <summary>What a tracker names; null where it is none of ours.</summary>
    public static (ConversationId ConversationId, long Sequence, int Part)? Read(string? tracker)
    {
        if (tracker?.Split(':') is not [{ Length: > 0 } conversation, var sequence, var part])
            return null;
        return long.TryParse(sequence, System.Globalization.CultureInfo.InvariantCulture, out var place)
            && int.TryParse(part, System.Globalization.CultureInfo.InvariantCulture, out var number)
                ? (new ConversationId(conversation), place, number) : null;
    }
}

/// <summary>A report that came before its message's id was known: kept until it is, or for eight days.</summary>
public sealed class ParkedReport
{
    public required string Channel { get; init; }
    public required string ProviderId { get; init; }
    public required DeliveryStatus Status { get; init; }
    public int? FailureCode { get; init; }
    public string? FailureTitle { get; init; }
    public Pricing? Pricing { get; init; }
    public DateTimeOffset At { get; init; }
}
