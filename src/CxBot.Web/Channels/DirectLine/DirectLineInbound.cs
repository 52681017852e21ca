using CxBot.Conversations;
using CxBot.Web.Bot;
using Newtonsoft.Json.Linq;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>What a customer's client posted, and what is to be done with it.</summary>
public abstract record DirectLineInbound
{
    /// <summary>Put it into the log.</summary>
    public sealed record Store(InboundMessage Message) : DirectLineInbound;

    /// <summary>The customer types.</summary>
    public sealed record Typing : DirectLineInbound;

    /// <summary>The customer has seen everything up to here.</summary>
    public sealed record Seen(long Sequence) : DirectLineInbound;

    /// <summary>Nothing for us; clients send it to every bot.</summary>
    public sealed record Ignored : DirectLineInbound;

    /// <summary>It cannot be taken.</summary>
    /// <param name="TooLarge">For its size; otherwise for its shape.</param>
    public sealed record Refused(string Reason, bool TooLarge = false) : DirectLineInbound;
}
