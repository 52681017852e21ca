namespace CxBot.Language;

/// <summary>What a customer wants of being written to on a channel.</summary>
public enum ConsentWish
{
    /// <summary>Nothing of the kind is to be begun by us any more. What the customer asks is answered all the same.</summary>
    Stop,

    /// <summary>It may come again.</summary>
    Start,
}

/// <summary>What kind of message a wish is about.</summary>
public enum ConsentPurpose
{
    /// <summary>All that we begin: offers, notices.</summary>
    All,

    /// <summary>Offers alone.</summary>
    Marketing,
}

/// <summary>Where a wish became known.</summary>
public enum ConsentSource
{
    /// <summary>The customer wrote it.</summary>
    Message,

    /// <summary>The customer set it in the channel's own app.</summary>
    Preference,

    /// <summary>The channel refused a message because of it.</summary>
    Refusal,
}

/// <summary>A wish, and what it is about.</summary>
public readonly record struct SaidConsent(ConsentWish Wish, ConsentPurpose Purpose);
