using CxBot.Canned;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Handover;
using CxBot.Handover.Hours;
using CxBot.Language;

namespace CxBot.Assistance;

/// <summary>What is known in a conversation that a canned reply may say. Pure.</summary>
public static class CasePlaceholders
{
    /// <param name="messages">The last of the conversation: an order number that came after the brief counts too.</param>
    /// <param name="hours">See <see cref="HoursInWords"/>.</param>
    public static PlaceholderValues Of(Customer? customer, HandoverBrief? brief, IReadOnlyList<Message> messages, string agentName,
        string? hours)
    {
        var orders = (brief?.OrderNumbers ?? [])
            .Concat(messages.Where(m => m is { Role: MessageRole.Customer, Kind: MessageKind.Text })
                .SelectMany(m => Utterance.Read(m.Text, null).OrderNumbers))
            .Distinct(StringComparer.OrdinalIgnoreCase).Take(2).ToList();
        return new PlaceholderValues(PersonName.Read(customer?.Name), orders is [var one] ? one : null, agentName, hours);
    }
}
