namespace CxBot.Customers;

/// <summary>A person who writes to us. Recognised by identities, which may change; never merged with another by guess.</summary>
public sealed class Customer
{
    public CustomerId Id { get; init; }

    /// <summary>The name the channel gave, or null where it gave none.</summary>
    public string? Name { get; set; }

    /// <summary>A phone number the customer left, as written.</summary>
    public string? Phone { get; set; }

    /// <summary>An e-mail address the customer left, as written.</summary>
    public string? Email { get; set; }

    /// <summary>The language that an agent says they want, BCP 47; null where none said so.</summary>
    public string? Language { get; set; }

    /// <summary>What agents keep in mind of this person; for the desk only.</summary>
    public string? Note { get; set; }

    /// <summary>What else agents keep of this person, in their order; null where there is nothing.</summary>
    public IReadOnlyList<CustomerAttribute>? Attributes { get; set; }

    /// <summary>Raised by whoever edits or joins: who read an older one has lost.</summary>
    public long Version { get; set; }

    /// <summary>An agent has blocked this customer: messages are kept, and nobody answers.</summary>
    public bool Blocked { get; set; }

    /// <summary>When a code made two customers one here; null where none did.</summary>
    public DateTimeOffset? JoinedAt { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public List<CustomerIdentity> Identities { get; init; } = [];
}

/// <summary>A fact of the shop's own about a customer, such as a size or a membership.</summary>
public sealed record CustomerAttribute(string Key, string Value);

/// <summary>One row of a customer's identities; see <see cref="CustomerAddress"/>.</summary>
public sealed class CustomerIdentity
{
    public required string Channel { get; init; }
    public required string Kind { get; init; }
    public required string Value { get; init; }
    public CustomerId CustomerId { get; init; }
}
