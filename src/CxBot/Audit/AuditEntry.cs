namespace CxBot.Audit;

/// <summary>
/// One line of the audit log: who did what, on whom, when and from where. Lines are only ever added; the database itself refuses the rest.
/// </summary>
/// <remarks>
/// No customer's words, names, numbers or addresses and no secrets, anywhere in it: it is kept when the person is erased. A customer is
/// named by number alone
/// (<see cref="AuditSubject.Customer"/>), which leads to nobody once the customer is gone.
/// </remarks>
public sealed class AuditEntry
{
    public long Id { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>What was done: one of <see cref="AuditActs"/>.</summary>
    public required string Act { get; init; }

    /// <summary>The agent who did it; null for the command line, the app itself, and whoever is not signed in.</summary>
    public string? ActorId { get; init; }

    /// <summary>The agent's name as it was then, <c>command line</c> or <c>CxBot</c>; null where nobody is known.</summary>
    public string? ActorName { get; init; }

    /// <summary>
    /// Of what kind <see cref="SubjectId"/> is: <c>agent</c>, <c>customer</c>, <c>setting</c>, and so on; null where it was done on nothing
    /// in particular.
    /// </summary>
    public string? SubjectKind { get; init; }
    public string? SubjectId { get; init; }

    /// <summary>The network address it came from; null for the command line and the app itself.</summary>
    public string? Address { get; init; }

    /// <summary>Facts by name, such as the new role; null where there are none.</summary>
    public IReadOnlyDictionary<string, string>? Details { get; init; }
}
