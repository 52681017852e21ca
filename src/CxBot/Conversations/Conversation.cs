using CxBot.Conversations.Cases;
using CxBot.Customers;
using CxBot.Handover.Refused;

namespace CxBot.Conversations;

/// <summary>The lasting thread of one customer on one channel, and the only place that changes its status.</summary>
/// <remarks><code>
/// WithBot -> WaitingForAgent -> WithAgent -> WithBot | Resolved
/// WithAgent -> WaitingForAgent    released, or the agent vanished
/// WaitingForAgent -> WithBot      the customer goes back to the bot
/// Resolved -> WithBot             the customer writes again: a new case
/// WithBot | Resolved -> WithAgent an agent takes it unasked, or what one promised comes back: the same case
/// WithBot | Resolved -> WaitingForAgent   what an agent promised comes back who is not here: the same case
/// WaitingForAgent | WithBot | Resolved -> WithAgent (the owner before)   the act that led here is undone
/// WithBot | WaitingForAgent | Resolved -> WithAgent (the shop's own phone)    somebody wrote from it
/// any -> Erasing                the customer is erased: nothing comes after it
/// any -> as the other one was     the open case of the customer's other conversation goes on here; that one is WithBot
/// </code>Every change of status or owner raises <see cref="Epoch"/>, which is the concurrency token: whoever decided on an older one
/// loses. And every one is written down in the case that it belongs to.</remarks>
public sealed partial class Conversation
{
    /// <summary>The owner that is no account at the desk: whoever writes from the shop's own phone, beside us.</summary>
    public const string ShopPhone = "shop-phone";

    public required ConversationId Id { get; init; }
    public required string Channel { get; init; }
    public CustomerId CustomerId { get; init; }
    public Customer? Customer { get; init; }

    public ConversationStatus Status { get; private set; }

    /// <summary>The agent who has it, or <see cref="ShopPhone"/>; null unless <see cref="ConversationStatus.WithAgent"/>.</summary>
    public string? OwnerId { get; private set; }

    /// <summary>Somebody answers the customer from the shop's own phone.</summary>
    public bool IsOnShopPhone => OwnerId == ShopPhone;

    /// <summary>Whether this agent has it.</summary>
    public bool IsWith(string agentId) => OwnerId == agentId;

    /// <exception cref="ConversationConflictException">This agent does not have it.</exception>
    public void MustBeWith(string agentId)
    {
        if (!IsWith(agentId))
            throw new ConversationConflictException($"Conversation {Id} is not with this agent.");
    }

    /// <summary>When the shop's own phone last said something here; null where it never did.</summary>
    public DateTimeOffset? ShopPhoneAt { get; set; }

    /// <summary>A number that only a change of status or owner raises.</summary>
    public long Epoch { get; private set; }

    /// <summary>The open handover; null where none is open.</summary>
    public long? HandoverId { get; private set; }

    /// <summary>Since when an agent has the open case unasked: the customer has not written since; null where they asked, or none is
    /// open.</summary>
    public DateTimeOffset? UnaskedSince { get; private set; }

    /// <summary>The number of the case, from 1: a customer who writes after "resolved" begins the next.</summary>
    public int Case { get; private set; } = 1;

    /// <summary>The case with that number, open or ended; null before its first words.</summary>
    public CustomerCase? CurrentCase { get; private set; }

    /// <summary>The last sequence given out. Raised by <see cref="MessageLog"/> alone.</summary>
    public long LastSequence { get; init; }

    /// <summary>The last customer message that a turn covers.</summary>
    public long CoveredSequence { get; set; }

    /// <summary>The last customer message; 0 where there is none.</summary>
    public long LastCustomerSequence { get; init; }

    /// <summary>The last message of agent or bot that the customer's client has shown.</summary>
    public long CustomerSeenSequence { get; set; }

    /// <summary>The last message that an agent has seen.</summary>
    public long AgentSeenSequence { get; set; }

    /// <summary>How often in a row the bot found no answer.</summary>
    public int Missed { get; set; }

    /// <summary>The choices offered last, while they still count.</summary>
    public IReadOnlyList<Choice>? Offered { get; set; }

    /// <summary>The language the customer writes, BCP 47; null until known.</summary>
    public string? Language { get; set; }

    public PageContext? Page { get; set; }

    /// <summary>A hash of the network address that the customer came from last, by which shares are counted; null where the channel has
    /// none. The address itself is not kept.</summary>
    public string? AddressHash { get; set; }

    /// <summary>Where a push channel reaches the customer (a conversation reference); null for channels that read the log.</summary>
    public string? Address { get; set; }

    /// <summary>Until when the channel lets us reply freely; see <see cref="Handover.ReplyWindow"/>. Raised by <see cref="MessageLog"/>,
    /// cut short where the channel says so.</summary>
    public DateTimeOffset? RepliesUntil { get; set; }

    /// <summary>Since when the customer wants nothing that we begin on this channel; null where they never said so, or took it back. What
    /// they ask is answered. See <see cref="Consents"/>.</summary>
    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>Since when the customer wants no offers on this channel, and no more than that; null as above.</summary>
    public DateTimeOffset? MarketingStoppedAt { get; set; }

    /// <summary>What is kept of a code that came from here, while the customer has not said yet whether it is theirs.</summary>
    public string? AskedCode { get; set; }

    /// <summary>The customer's other conversation that went on here, and belongs to the case <see cref="ContinuesCase"/>; null where none
    /// did.</summary>
    public ConversationId? ContinuesId { get; private set; }

    /// <summary>In which case it went on here: what was said there counts for no later one.</summary>
    public int ContinuesCase { get; private set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The time of the last message. Raised by <see cref="MessageLog"/> alone.</summary>
    public DateTimeOffset LastMessageAt { get; init; }

    /// <summary>The time of the customer's last message.</summary>
    public DateTimeOffset? LastCustomerAt { get; init; }

    /// <summary>Since when the customer waits for an agent's word; null where nobody is owed one.</summary>
    public DateTimeOffset? CustomerWaitsSince { get; set; }

    /// <summary>The agent's reply that the channel refused, while nothing has made that good; null where there is none. Written by
    /// <see cref="Handover.RefusedReplies"/>.</summary>
    public long? FailedSequence { get; private set; }
}

/// <summary>The conversation is not, or no longer, in the state that the act needs: somebody else was first.</summary>
public class ConversationConflictException(string message) : InvalidOperationException(message);
