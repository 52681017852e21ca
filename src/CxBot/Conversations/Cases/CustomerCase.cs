using CxBot.Storage;

namespace CxBot.Conversations.Cases;

/// <summary>One matter of one customer: from the first words about it, which are no event and no bare greeting, to its end. What was
/// done to it is in its <see cref="Events"/>, in order and for good.</summary>
public sealed class CustomerCase
{
    public long Id { get; init; }

    /// <summary>Where it is: it follows a customer who goes on on another channel.</summary>
    public required ConversationId ConversationId { get; set; }

    /// <summary>Which of that conversation's cases it is: <see cref="Conversation.Case"/>.</summary>
    public int Number { get; set; }

    /// <summary>Where it began.</summary>
    public required string Channel { get; init; }

    /// <summary>When its first words were said; where people began it, when they did.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>The place of its first words in the log of <see cref="Channel"/>'s conversation.</summary>
    public long FirstSequence { get; init; }

    /// <summary>When it ended: of a silent one, when the last word was said. Null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public CaseMark Mark { get; set; }

    /// <summary>Made afterwards, from a log that was written before there were cases.</summary>
    public bool IsEstimated { get; init; }

    public ICollection<CaseEvent> Events { get; } = [];

    public ICollection<CaseChange> Changes { get; } = [];

    /// <summary>The cases of a customer. From their few conversations on: from the cases on, all of the shop's would be looked
    /// through.</summary>
    public static IQueryable<CustomerCase> Of(CxBotDbContext db, CustomerId customerId) =>
        from conversation in db.Conversations
        join one in db.Cases on conversation.Id equals one.ConversationId
        where conversation.CustomerId == customerId
        select one;

    /// <summary>Something is new that its figures come from.</summary>
    public void Changed()
    {
        if (Changes.All(change => change.Id > 0))
            Changes.Add(new CaseChange());
    }

    /// <summary>Writes down what happened to it.</summary>
    public void Add(CaseEvent happened)
    {
        Events.Add(happened);
        Changed();
        EndedAt = CaseEvent.Ends(happened.Kind) ? happened.At : null;
        if (Mark is CaseMark.Customer or CaseMark.Spam)
            Mark = happened.Outcome == HandoverOutcome.Spam ? CaseMark.Spam : CaseMark.Customer;
    }
}

/// <summary>What a case is besides a customer's matter. All but <see cref="Customer"/> are counted in one line, and nowhere else.</summary>
public enum CaseMark
{
    Customer,
    Spam,

    /// <summary>Its customer is blocked. Facts alone say so: an unblocked one counts again.</summary>
    Blocked,
}
