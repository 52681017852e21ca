using CxBot.Hosting;

namespace CxBot.Delivery;

/// <summary>
/// The bell that wakes the worker that carries messages to customers. What is to be carried are the rows of <see cref="OutgoingDelivery"/>.
/// </summary>
public sealed class Outbox
{
    public Bell Bell { get; } = new();

    /// <summary>There is something to carry.</summary>
    public void Wake() => Bell.Ring();
}
