namespace CxBot.Web.Channels.DirectLine.Tokens;

/// <summary>What a token is for. One kind is never taken for the other.</summary>
public enum TokenUse
{
    /// <summary>Sent with each call.</summary>
    Call,

    /// <summary>Opens one stream; in an address, where logs may see it, so it lives a minute.</summary>
    Stream,
}
