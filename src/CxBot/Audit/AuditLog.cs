using CxBot.Storage;

namespace CxBot.Audit;

/// <summary>
/// Adds to the audit log. What is recorded belongs to the transaction of the act itself: neither is stored without the other.
/// </summary>
public sealed class AuditLog(Writer writer, TimeProvider time)
{
    /// <summary>Adds a line to a transaction; the caller saves it with the act. Inside a <see cref="Writer"/> command.</summary>
    /// <param name="details">Facts by name: codes and numbers, no customer's words and no secrets.</param>
    public void Add(CxBotDbContext db, string act, AuditActor actor, AuditSubject? subject = null,
        params ReadOnlySpan<(string Name, string? Value)> details)
    {
        var facts = new Dictionary<string, string>(details.Length);
        foreach (var (name, value) in details)
            if (value is not null)
                facts[name] = value;
        db.AuditEntries.Add(new AuditEntry
        {
            At = time.GetUtcNow(),
            Act = act,
            ActorId = actor.Id,
            ActorName = actor.Name,
            SubjectKind = subject?.Kind,
            SubjectId = subject?.Id,
            Address = actor.Address,
            Details = facts.Count == 0 ? null : facts,
        });
    }

    /// <summary>Adds a line for what is no transaction of its own: a sign-in that failed, a file that was handed out.</summary>
    public Task WriteAsync(string act, AuditActor actor, AuditSubject? subject, IReadOnlyList<(string Name, string? Value)> details,
        CancellationToken cancellationToken) =>
        writer.RunAsync((db, token) =>
        {
            Add(db, act, actor, subject, [.. details]);
            return db.SaveChangesAsync(token);
        }, cancellationToken);
}
