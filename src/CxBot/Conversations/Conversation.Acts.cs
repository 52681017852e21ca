using CxBot.Conversations.Cases;

namespace CxBot.Conversations;

// What is done to a conversation. Each act is written down in its case.
public sealed partial class Conversation
{
    /// <summary>The customer's first words on a new matter. Where one is open, they belong to it.</summary>
    /// <param name="sequence">Their place in the log.</param>
    /// <returns>The case that they belong to.</returns>
    public CustomerCase BeginCase(long sequence, DateTimeOffset at)
    {
        if (CurrentCase is not null)
            return CurrentCase;
        CurrentCase = new CustomerCase
        {
            ConversationId = Id,
            Number = Case,
            Channel = Channel,
            OpenedAt = at,
            FirstSequence = sequence,
        };
        CurrentCase.Add(new CaseEvent { Kind = CaseEventKind.Opened, At = at, ConversationId = Id, Sequence = sequence });
        return CurrentCase;
    }

    /// <param name="sequence">The message that led to it.</param>
    public void HandOver(BegunHandover handover, long sequence, DateTimeOffset at)
    {
        Must(ConversationStatus.WithBot);
        ToPeople(handover, at, sequence);
        Move(ConversationStatus.WaitingForAgent, null);
    }

    public void Take(string agentId, DateTimeOffset at)
    {
        Must(ConversationStatus.WaitingForAgent);
        Happened(CaseEventKind.Taken, at, agentId);
        Move(ConversationStatus.WithAgent, agentId);
    }

    /// <summary>Somebody has written from the shop's own phone, and no agent has it.</summary>
    /// <param name="handover">The case that is theirs now: the open one, or one made for it.</param>
    public void TakeOnShopPhone(BegunHandover handover, DateTimeOffset at)
    {
        if (Status == ConversationStatus.WithAgent)
            throw Refused(ConversationStatus.WaitingForAgent);
        if (Status == ConversationStatus.Resolved)
            Reopen();
        if (HandoverId != handover.Id)
            ToPeople(handover, at, 0);
        Happened(CaseEventKind.Taken, at, ShopPhone);
        Move(ConversationStatus.WithAgent, ShopPhone);
    }

    /// <summary>The case goes on with people, under a handover of its own, and no turn of the bot decided it: an agent takes it unasked, or
    /// what one promised comes back.</summary>
    /// <param name="agentId">Who gets it; null for the queue.</param>
    /// <param name="unasked">When it was begun without the customer; null where they wrote.</param>
    public void GoOn(string? agentId, BegunHandover handover, DateTimeOffset? unasked, DateTimeOffset at)
    {
        if (Status is not (ConversationStatus.WithBot or ConversationStatus.Resolved))
            throw Refused(ConversationStatus.WithBot);
        if (Status == ConversationStatus.Resolved)
            Happened(CaseEventKind.Reopened, at, null);
        BeginAnew();
        ToPeople(handover, at, Unanswered);
        UnaskedSince = unasked;
        // What no turn covers yet is for the agent: the bot's turn loses.
        CustomerWaitsSince = LastCustomerSequence > CoveredSequence ? LastCustomerAt : null;
        if (agentId is not null)
            Happened(CaseEventKind.Taken, at, agentId);
        Move(agentId is null ? ConversationStatus.WaitingForAgent : ConversationStatus.WithAgent, agentId);
    }

    /// <summary>The act that led here is undone: its owner has it again, under the same handover.</summary>
    /// <param name="waitedSince">Since when the customer waited before the act.</param>
    /// <param name="saidBefore">The customer's last message before the act.</param>
    public void Restore(string agentId, long handoverId, DateTimeOffset? waitedSince, long saidBefore, DateTimeOffset at)
    {
        if (Status is not (ConversationStatus.WaitingForAgent or ConversationStatus.WithBot or ConversationStatus.Resolved))
            throw Refused(ConversationStatus.WaitingForAgent);
        var unanswered = LastCustomerSequence > CoveredSequence
            || (Status == ConversationStatus.WaitingForAgent && LastCustomerSequence > saidBefore);
        BeginAnew();
        HandoverId = handoverId;
        CustomerWaitsSince = waitedSince ?? (unanswered ? LastCustomerAt : null);
        Happened(CaseEventKind.Undone, at, agentId);
        Move(ConversationStatus.WithAgent, agentId);
    }

    /// <summary>Back to the queue: released, or nobody is there any more who had it.</summary>
    /// <param name="because">Which of these it was.</param>
    public void Release(CaseEventKind because, DateTimeOffset at)
    {
        Must(ConversationStatus.WithAgent);
        Happened(because, at, null);
        Move(ConversationStatus.WaitingForAgent, null);
    }

    /// <summary>Straight to another agent.</summary>
    public void Transfer(string agentId, DateTimeOffset at)
    {
        Must(ConversationStatus.WithAgent);
        if (!IsWith(agentId))
            Happened(IsOnShopPhone ? CaseEventKind.Taken : CaseEventKind.Transferred, at, agentId);
        Move(ConversationStatus.WithAgent, agentId);
    }

    /// <param name="byCustomer">The customer went back, and nobody gave it back.</param>
    public void ReturnToBot(bool byCustomer, DateTimeOffset at)
    {
        if (Status is not (ConversationStatus.WithAgent or ConversationStatus.WaitingForAgent))
            throw Refused(ConversationStatus.WithBot);
        Happened(byCustomer ? CaseEventKind.WentBack : CaseEventKind.Returned, at, null);
        BeginAnew();
        Move(ConversationStatus.WithBot, null);
    }

    public void Resolve(HandoverOutcome outcome, DateTimeOffset at)
    {
        Must(ConversationStatus.WithAgent);
        Happened(CaseEventKind.Resolved, at, null, outcome);
        BeginAnew();
        Move(ConversationStatus.Resolved, null);
    }

    /// <summary>Closes what has been with the bot without a word for long. It ended with the last word.</summary>
    /// <param name="lastWord">When that was said, where it is not the last message; null where it is.</param>
    public void Close(DateTimeOffset? lastWord = null)
    {
        Must(ConversationStatus.WithBot);
        if (CurrentCase is not null)
            Happened(CaseEventKind.ClosedSilent, lastWord ?? LastMessageAt, null, isLater: false);
        BeginAnew();
        Move(ConversationStatus.Resolved, null);
    }

    /// <summary>The customer writes again: with the bot, as a new case, and nothing of the old handover counts.</summary>
    public void Reopen()
    {
        Must(ConversationStatus.Resolved);
        Case++;
        CurrentCase = null;
        BeginAnew();
        Move(ConversationStatus.WithBot, null);
    }

    /// <summary>Goes on with another conversation of the same customer, on another channel: with what the bot knew there, and with its open
    /// handover if that moves along.</summary>
    public void Continue(Conversation there, bool withHandover, DateTimeOffset at)
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
        if (there.Status != ConversationStatus.Resolved && HandoverId is null)
            Bring(there, at);
        if (!withHandover)
            return;
        if (HandoverId is not null || there.HandoverId is null)
            throw Refused(there.Status);
        HandoverId = there.HandoverId;
        CustomerWaitsSince = there.CustomerWaitsSince;
        UnaskedSince = there.UnaskedSince;
        // The phone is on the other channel.
        if (there.IsOnShopPhone)
            Happened(CaseEventKind.ShopPhoneEnded, at, null);
        Move(there.IsOnShopPhone ? ConversationStatus.WaitingForAgent : there.Status, there.IsOnShopPhone ? null : there.OwnerId);
        there.BeginAnew();
        there.Move(ConversationStatus.WithBot, null);
    }

    /// <summary>The customer is to be erased: nobody has it any more, and what was said last is answered by nobody.</summary>
    public void Erase(DateTimeOffset at)
    {
        if (CurrentCase is { EndedAt: null })
            Happened(CaseEventKind.CustomerErased, at, null);
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

    /// <summary>The customer's last message where no turn covers it: whoever has it now owes an answer. 0 for none.</summary>
    private long Unanswered => LastCustomerSequence > CoveredSequence ? LastCustomerSequence : 0;

    /// <param name="sequence">The message that led to it; 0 where none did.</param>
    private void ToPeople(BegunHandover handover, DateTimeOffset at, long sequence)
    {
        HandoverId = handover.Id;
        BeginCase(sequence > 0 ? sequence : LastSequence, NotBeforeLast(at));
        Happened(CaseEventKind.HandedOver, at, null, null, handover, sequence);
    }

    /// <summary>The matter of the other conversation goes on here. What was asked here before it was brought along belongs to it.</summary>
    private void Bring(Conversation there, DateTimeOffset at)
    {
        if (there.CurrentCase is not { EndedAt: null } brought)
            return;
        if (CurrentCase is { EndedAt: null })
            Happened(CaseEventKind.Joined, at, null);
        (CurrentCase, there.CurrentCase) = (brought, null);
        (brought.ConversationId, brought.Number) = (Id, Case);
        brought.Add(new CaseEvent
        {
            Kind = CaseEventKind.MovedChannel,
            At = at,
            ConversationId = Id,
            Sequence = LastSequence,
            HandoverId = there.HandoverId,
            Channel = Channel,
        });
    }

    private void Happened(CaseEventKind kind, DateTimeOffset at, string? toId, HandoverOutcome? outcome = null,
        BegunHandover? handover = null, long? sequence = null, bool isLater = true)
    {
        if (isLater)
            at = NotBeforeLast(at);
        // What came to people before there were cases has none.
        BeginCase(LastSequence, at).Add(new CaseEvent
        {
            Kind = kind,
            At = at,
            ConversationId = Id,
            Sequence = sequence ?? LastSequence,
            HandoverId = HandoverId,
            FromId = OwnerId,
            ToId = toId,
            Outcome = outcome,
            Reason = handover?.Reason,
            Skill = handover?.Skill,
        });
    }

    /// <summary>The log's time may run ahead of the clock, and the clock may be set back.</summary>
    private DateTimeOffset NotBeforeLast(DateTimeOffset at) => at > LastMessageAt ? at : LastMessageAt;

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
