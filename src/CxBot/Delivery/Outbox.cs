using System.Threading.Channels;
using CxBot.Conversations;

namespace CxBot.Delivery;

/// <summary>The bell that wakes those who carry messages to customers. What is to be carried are the rows of <see cref="OutgoingDelivery"/>.</summary>
public sealed class Outbox
{
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>There is something to carry.</summary>
    public void Wake() => _bell.Writer.TryWrite(true);

    /// <summary>Waits for the bell.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken) => await _bell.Reader.ReadAsync(cancellationToken);
}
