namespace CxBot.Web.Channels.DirectLine.Streaming;

/// <summary>Why a stream has to end while its client would go on.</summary>
public enum StreamEnd
{
    None,

    /// <summary>The conversation has as many sockets as it may, and a newer one has come.</summary>
    Replaced,

    /// <summary>The token that it was opened with works no longer.</summary>
    TokenEnded,
}
