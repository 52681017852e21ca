namespace CxBot.Handover;

/// <summary>Why a handover changed hands after the first time: what a row says, so that nobody wonders at its place.</summary>
public enum QueuedBecause
{
    /// <summary>Its agent put it back into the queue.</summary>
    Released,

    /// <summary>Its agent's desk was gone while the customer waited.</summary>
    AgentVanished,

    /// <summary>Its agent's account was disabled.</summary>
    AgentDisabled,

    /// <summary>The shop's own phone was silent for long.</summary>
    ShopPhoneEnded,

    /// <summary>One agent passed it straight to another.</summary>
    Transferred,
}
