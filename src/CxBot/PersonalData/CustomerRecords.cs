using CxBot.Agents;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.PersonalData;

/// <summary>What agents write down of a customer. Any agent may; the audit log says who changed which fields, and never what stands in
/// them.</summary>
public sealed class CustomerRecords(Writer writer, AuditLog audit, Feed feed)
{
    /// <summary>Stores what was written, where nobody has changed it since it was read.</summary>
    /// <param name="version">The version that the agent has seen.</param>
    /// <exception cref="AgentShutOutException">The agent may not act any more.</exception>
    public async Task<CustomerSaved> SaveAsync(
        CustomerId customerId, long version, CustomerEdit edit, Agent agent, string? address, CancellationToken cancellationToken)
    {
        IReadOnlyList<ConversationId> theirs = [];
        var saved = await writer.RunAsync(async (db, token) =>
        {
            await ActingAgents.RequireAsync(db, agent.Id, token);
            if (await CustomerFinder.Known(db).AsNoTracking().SingleOrDefaultAsync(c => c.Id == customerId, token) is not { } customer)
                return CustomerSaved.Gone;
            if (customer.Version != version)
                return CustomerSaved.ChangedMeanwhile;
            var was = CustomerEdit.Of(customer);
            var (clean, problems) = edit.Read(was);
            if (problems.Count > 0)
                return CustomerSaved.Invalid(problems);
            var changed = clean.ChangesSince(was);
            if (changed.Count == 0)
                return CustomerSaved.Done;
            if (!await WriteAsync(db, customerId, version, clean, token))
                return CustomerSaved.ChangedMeanwhile;
            if (clean.Language is { } language && language != was.Language)
                await db.Conversations.Where(c => c.CustomerId == customerId)
                    .ExecuteUpdateAsync(set => set.SetProperty(c => c.Language, language), token);
            audit.Add(db, AuditActs.CustomerChanged, AuditActor.Of(agent, address), AuditSubject.Customer(customerId),
                ("fields", string.Join(' ', changed)));
            await db.SaveChangesAsync(token);
            await SearchMark.RaiseAsync(db, customerId, token);
            theirs = await db.Conversations.Where(c => c.CustomerId == customerId).Select(c => c.Id).ToListAsync(token);
            return CustomerSaved.Done;
        }, cancellationToken);
        foreach (var id in theirs)
            feed.Publish(id);
        return saved;
    }

    private static async Task<bool> WriteAsync(
        CxBotDbContext db, CustomerId customerId, long version, CustomerEdit edit, CancellationToken cancellationToken)
    {
        IReadOnlyList<CustomerAttribute>? attributes = edit.Attributes.Count == 0 ? null : edit.Attributes;
        return await db.Customers.Where(c => c.Id == customerId && c.Version == version).ExecuteUpdateAsync(set => set
            .SetProperty(c => c.Name, edit.Name)
            .SetProperty(c => c.Phone, edit.Phone)
            .SetProperty(c => c.Email, edit.Email)
            .SetProperty(c => c.Language, edit.Language)
            .SetProperty(c => c.Note, edit.Note)
            .SetProperty(c => c.Attributes, attributes)
            .SetProperty(c => c.Version, version + 1), cancellationToken) == 1;
    }
}

/// <summary>What became of it.</summary>
/// <param name="Problem">Why nothing was stored; null where it was.</param>
/// <param name="Wrong">What is wrong with it; empty where that was not the problem.</param>
public sealed record CustomerSaved(CustomerSaveProblem? Problem, IReadOnlyList<CustomerEditProblem> Wrong)
{
    public static readonly CustomerSaved Done = new(null, []);
    public static readonly CustomerSaved Gone = new(CustomerSaveProblem.Gone, []);
    public static readonly CustomerSaved ChangedMeanwhile = new(CustomerSaveProblem.ChangedMeanwhile, []);

    public static CustomerSaved Invalid(IReadOnlyList<CustomerEditProblem> wrong) => new(CustomerSaveProblem.Invalid, wrong);
}

/// <summary>Why an edit was not stored.</summary>
public enum CustomerSaveProblem
{
    Invalid,

    /// <summary>Somebody else has changed the customer since it was read.</summary>
    ChangedMeanwhile,

    /// <summary>The customer was erased, or is part of another now.</summary>
    Gone,
}
