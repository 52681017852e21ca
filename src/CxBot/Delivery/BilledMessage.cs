namespace CxBot.Delivery;

/// <summary>What a channel says that a message costs. No amount: that stands in the channel's price list.</summary>
/// <param name="Billable">Whether it is charged at all.</param>
/// <param name="Model">How is charged: on WhatsApp <c>PMP</c>, by the message.</param>
/// <param name="Type">Why or why not: <c>regular</c>, <c>free_customer_service</c>, <c>free_entry_point</c>.</param>
/// <param name="Category">By which rate: <c>service</c>, <c>utility</c>, <c>marketing</c>, <c>authentication</c>.</param>
public sealed record Pricing(bool Billable, string? Model, string? Type, string? Category);

/// <summary>
/// One piece of a message as the channel charges it, written once however often it is reported. It outlives its conversation, without a
/// word of it.
/// </summary>
public sealed class BilledMessage
{
    public long Id { get; init; }
    public required string Channel { get; init; }

    /// <summary>Null once the conversation is gone.</summary>
    public ConversationId? ConversationId { get; init; }
    public long Sequence { get; init; }
    public int Part { get; init; }
    public bool Billable { get; init; }
    public string? Model { get; init; }
    public string? Type { get; init; }
    public string? Category { get; init; }
    public DateTimeOffset At { get; init; }
}
