namespace CxBot.Delivery;

/// <summary>What a channel's refusal of a message says beyond that one message.</summary>
public enum RefusalCause
{
    /// <summary>The channel takes no free reply to this customer any more.</summary>
    WindowShut,

    /// <summary>The customer wants no offers, as they set it in the channel's own app.</summary>
    OptedOut,
}
