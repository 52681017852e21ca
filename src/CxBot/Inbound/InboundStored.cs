using CxBot.Delivery;

namespace CxBot.Inbound;

/// <summary>What came of storing a batch.</summary>
/// <param name="Touched">The conversations in which something has changed.</param>
/// <param name="Billed">What messages cost, said for the first time.</param>
public sealed record InboundStored(IReadOnlyList<Touched> Touched, IReadOnlyList<Pricing> Billed);

/// <summary>A conversation in which something has changed, and whether the customer has said something in it.</summary>
public sealed record Touched(ConversationId ConversationId, bool Said);
