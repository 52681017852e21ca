using CxBot.Web.Operations;

namespace CxBot.Web.Channels.DirectLine.Streaming;

/// <summary>A place, or why there is none.</summary>
public sealed record StreamPlaceTaken(StreamPlace? Place, StreamRefusal Refusal);

/// <summary>Why a stream is not opened.</summary>
public enum StreamRefusal
{
    None,
    TicketUsed,
    AddressFull,
}
