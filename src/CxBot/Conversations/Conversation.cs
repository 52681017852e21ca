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
/// loses.</remarks>
public sealed class Conversation
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

    public void HandOver(long handoverId)
    {
        Must(ConversationStatus.WithBot);
        HandoverId = handoverId;
        Move(ConversationStatus.WaitingForAgent, null);
    }

    public void Take(string agentId)
    {
        Must(ConversationStatus.WaitingForAgent);
        Move(ConversationStatus.WithAgent, agentId);
    }

    /// <summary>Somebody has written from the shop's own phone, and no agent has it.</summary>
    /// <param name="handoverId">The case that is theirs now: the open one, or one made for it.</param>
    public void TakeOnShopPhone(long handoverId)
    {
        if (Status == ConversationStatus.WithAgent)
            throw Refused(ConversationStatus.WaitingForAgent);
        if (Status == ConversationStatus.Resolved)
            Reopen();
        HandoverId = handoverId;
        Move(ConversationStatus.WithAgent, ShopPhone);
    }

    /// <summary>The case goes on with people, under a handover of its own, and no turn of the bot decided it: an agent takes it unasked, or
    /// what one promised comes back.</summary>
    /// <param name="agentId">Who gets it; null for the queue.</param>
    /// <param name="unasked">When it was begun without the customer; null where they wrote.</param>
    public void GoOn(string? agentId, long handoverId, DateTimeOffset? unasked)
    {
        if (Status is not (ConversationStatus.WithBot or ConversationStatus.Resolved))
            throw Refused(ConversationStatus.WithBot);
        BeginAnew();
        HandoverId = handoverId;
        UnaskedSince = unasked;
        // What no turn covers yet is for the agent: the bot's turn loses.
        CustomerWaitsSince = LastCustomerSequence > CoveredSequence ? LastCustomerAt : null;
        Move(agentId is null ? ConversationStatus.WaitingForAgent : ConversationStatus.WithAgent, agentId);
    }

    /// <summary>The act that led here is undone: its owner has it again, under the same handover.</summary>
    /// <param name="waitedSince">Since when the customer waited before the act.</param>
    /// <param name="saidBefore">The customer's last message before the act.</param>
    public void Restore(string agentId, long handoverId, DateTimeOffset? waitedSince, long saidBefore)
    {
        if (Status is not (ConversationStatus.WaitingForAgent or ConversationStatus.WithBot or ConversationStatus.Resolved))
            throw Refused(ConversationStatus.WaitingForAgent);
        var unanswered = LastCustomerSequence > CoveredSequence
            || (Status == ConversationStatus.WaitingForAgent && LastCustomerSequence > saidBefore);
        BeginAnew();
        HandoverId = handoverId;
        CustomerWaitsSince = waitedSince ?? (unanswered ? LastCustomerAt : null);
        Move(ConversationStatus.WithAgent, agentId);
    }

    /// <summary>Back to the queue: released, or the agent vanished.</summary>
    public void Release()
    {
        Must(ConversationStatus.WithAgent);
        Move(ConversationStatus.WaitingForAgent, null);
    }

    /// <summary>Straight to another agent.</summary>
    public void Transfer(string agentId)
    {
        Must(ConversationStatus.WithAgent);
        Move(ConversationStatus.WithAgent, agentId);
    }

    public void ReturnToBot()
    {
        if (Status is not (ConversationStatus.WithAgent or ConversationStatus.WaitingForAgent))
            throw Refused(ConversationStatus.WithBot);
        BeginAnew();
        Move(ConversationStatus.WithBot, null);
    }

    public void Resolve()
    {
        Must(ConversationStatus.WithAgent);
        BeginAnew();
        Move(ConversationStatus.Resolved, null);
    }

    /// <summary>Closes what has been with the bot without a word for long.</summary>
    public void Close()
    {
        Must(ConversationStatus.WithBot);
        BeginAnew();
        Move(ConversationStatus.Resolved, null);
    }

    /// <summary>The customer writes again: with the bot, as a new case, and nothing of the old handover counts.</summary>
    public void Reopen()
    {
        Must(ConversationStatus.Resolved);
        Case++;
        BeginAnew();
        Move(ConversationStatus.WithBot, null);
    }

    /// <summary>Goes on with another conversation of the same customer, on another channel: with what the bot knew there, and with its open
    /// handover if that moves along.</summary>
    public void Continue(Conversation there, bool withHandover)
    {
        ContinuesId = there.Status == ConversationStatus.Resolved ? null : there.Id;
        ContinuesCase = Case;
        Language = there.Language ?? Language;
        Page ??= there.Page;
        if (Status == ConversationStatus.WithBot)
        {
            Missed = there.Missed;
            Offered = there.Offered;
            there.Offered = null;
        }
        if (!withHandover)
            return;
        if (HandoverId is not null || there.HandoverId is null)
            throw Refused(there.Status);
        HandoverId = there.HandoverId;
        CustomerWaitsSince = there.CustomerWaitsSince;
        UnaskedSince = there.UnaskedSince;
        // The phone is on the other channel.
        if (there.IsOnShopPhone)
            Move(ConversationStatus.WaitingForAgent, null);
        else
            Move(there.Status, there.OwnerId);
        there.BeginAnew();
        there.Move(ConversationStatus.WithBot, null);
    }

    /// <summary>The customer is to be erased: nobody has it any more, and what was said last is answered by nobody.</summary>
    public void Erase()
    {
        BeginAnew();
        CoveredSequence = LastCustomerSequence;
        (Page, Address, StoppedAt, RepliesUntil, ContinuesId, AddressHash, AskedCode) = (null, null, null, null, null, null, null);
        Move(ConversationStatus.Erasing, null);
    }

    /// <summary>What is left when the rest is erased: when it was, on which channel and in which language, and nobody's.</summary>
    public Conversation Remains(ConversationId id) => new()
    {
        Id = id,
        Channel = Channel,
        CustomerId = CustomerId,
        Language = Language,
        Case = Case,
        CreatedAt = CreatedAt,
        LastMessageAt = LastMessageAt,
        LastCustomerAt = LastCustomerAt,
        Status = ConversationStatus.Erased,
    };

    /// <summary>A person has said the word that the customer waited for, and it went out.</summary>
    public void Answered() => (CustomerWaitsSince, FailedSequence) = (null, null);

    private void BeginAnew()
    {
        HandoverId = null;
        UnaskedSince = null;
        Missed = 0;
        Offered = null;
        Answered();
    }

    private void Move(ConversationStatus status, string? ownerId)
    {
        Status = status;
        OwnerId = ownerId;
        Epoch++;
    }

    private void Must(ConversationStatus status)
    {
        if (Status != status)
            throw Refused(status);
    }

    private ConversationConflictException Refused(ConversationStatus wanted) =>
        new($"Conversation {Id} is {Status}; this needs {wanted}.");
}

/// <summary>The conversation is not, or no longer, in the state that the act needs: somebody else was first.</summary>
public class ConversationConflictException(string message) : InvalidOperationException(message);
