using System.Collections.Immutable;

namespace CxBot.Chaos.Checking;

/// <summary>All that is known after a run: what customers were promised, and what the database, the Graph API and the sockets show. Plain
/// facts, so that a test can put a fault into them.</summary>
internal sealed record Evidence
{
    /// <summary>What was acknowledged, in the order in which each customer said it.</summary>
    public ImmutableList<Acknowledged> Log { get; init; } = [];

    /// <summary>What was tried and given up without an answer: it may be stored once, or not at all.</summary>
    public ImmutableList<string> GivenUp { get; init; } = [];

    public ImmutableList<StoredMessage> Messages { get; init; } = [];
    public ImmutableList<StoredTurn> Turns { get; init; } = [];
    public ImmutableList<StoredConversation> Conversations { get; init; } = [];

    /// <summary>What still waits to be sent: the conversation and the place in its log.</summary>
    public ImmutableList<(string Conversation, long Sequence)> Queued { get; init; } = [];

    /// <summary>The conversations of handovers that are open.</summary>
    public ImmutableList<string> OpenHandovers { get; init; } = [];

    /// <summary>The conversations of cases that are open.</summary>
    public ImmutableList<string> OpenCases { get; init; } = [];

    /// <summary>The marks of the messages that the Graph API took, in its order.</summary>
    public ImmutableList<string> Taken { get; init; } = [];

    /// <summary>The marks of those on which it reported and was heard.</summary>
    public ImmutableHashSet<string> Reported { get; init; } = [];

    public ImmutableList<Heard> Sockets { get; init; } = [];

    /// <summary>What the database says of its own files; empty where all is well, or where it is no file.</summary>
    public string Integrity { get; init; } = "";
}

/// <summary>Something that was acknowledged.</summary>
/// <param name="Customer">Who said it: one thread of words, in order.</param>
/// <param name="Id">The id that it was said with: the client's own, or Meta's.</param>
/// <param name="Conversation">Where the channel answers with a place.</param>
/// <param name="Sequence">The place that was answered; 0 where the channel answers with none.</param>
/// <param name="ByAgent">Written to the customer from the shop's own phone.</param>
internal sealed record Acknowledged(string Channel, string Customer, string Id, string Text, string? Conversation = null, long Sequence = 0,
    bool ByAgent = false);

/// <param name="Id">The id that the customer's client gave.</param>
internal sealed record StoredMessage(string Conversation, long Sequence, string Channel, string Role, string Text, string? Id = null,
    string Delivery = "None");

internal sealed record StoredTurn(string Conversation, long First, long Last);

internal sealed record StoredConversation(string Id, string Status, long LastCustomer, long Covered, string? Owner = null);

/// <summary>What one client heard of a conversation.</summary>
/// <param name="Until">The place up to which it listened; null where it listened to the end.</param>
internal sealed record Heard(string Client, string Conversation, ImmutableList<long> Sequences, long? Until = null);
