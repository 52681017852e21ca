using CxBot.Conversations;
using CxBot.Customers;

namespace CxBot.Inbound;

/// <summary>One thing that a customer sent on a channel that names its customers, or that the shop's own phone sent to them.</summary>
/// <param name="Person">The customer, as the channel names them.</param>
/// <param name="Name">The name they gave themselves.</param>
/// <param name="Inbound">What goes into the log, before its conversation is known.</param>
public sealed record ChannelMessage(PersonOnChannel Person, string? Name, InboundMessage Inbound)
{
    /// <summary>Where the channel reaches the customer; null where it cannot be told from this message.</summary>
    public string? Address { get; init; }

    /// <summary>The choice that was pressed.</summary>
    public PressedChoice? Pressed { get; init; }

    /// <summary>The file to fetch, by the channel's id for it.</summary>
    public string? MediaId { get; init; }
    public string? FileName { get; init; }

    /// <summary>The customer has a new number or id.</summary>
    public PersonMoved? Moved { get; init; }

    /// <summary>It is from the shop's own phone.</summary>
    public bool FromShop { get; init; }

    /// <summary>When it was sent.</summary>
    public DateTimeOffset SentAt { get; init; }

    /// <summary>It puts other words in the place of earlier ones.</summary>
    public EditedMessage? Edited { get; init; }

    /// <summary>The customer's number, given because we asked for it.</summary>
    public string? GivenPhone { get; init; }
}

/// <summary>A choice that was pressed: the place of the message that offered it, and which of its choices.</summary>
public sealed record PressedChoice(long Sequence, int Index);

/// <summary>Other words for an earlier message, by the channel's id for it.</summary>
public sealed record EditedMessage(string ProviderId, string Text);
