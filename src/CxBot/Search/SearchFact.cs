using CxBot.Customers;
using CxBot.Handover;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Search;

/// <summary>Something that is known of a conversation beside its log, and found by a search.</summary>
/// <param name="Text">In words; null where <paramref name="Token"/> says it.</param>
/// <param name="Token">Of what has a name of its own that may change: how the index calls it.</param>
public sealed record SearchFact(ConversationId ConversationId, SearchFactKind Kind, string? Text, string? Token = null)
{
    /// <summary>Everything that is known of these conversations, in the order in which it is worth showing. Whoever adds a kind raises
    /// <see cref="Conversations.SearchMark"/> where it changes.</summary>
    public static async Task<IReadOnlyList<SearchFact>> ReadAsync(CxBotDbContext db, IReadOnlyList<ConversationId> conversationIds,
        CancellationToken cancellationToken)
    {
        var facts = new List<SearchFact>();
        await AddCustomersAsync(db, conversationIds, facts, cancellationToken);
        await AddCasesAsync(db, conversationIds, facts, cancellationToken);
        var labels = await db.ConversationLabels.Where(l => conversationIds.Contains(l.ConversationId))
            .Select(l => new { l.ConversationId, l.LabelId }).Distinct().ToListAsync(cancellationToken);
        facts.AddRange(labels.Select(l => new SearchFact(l.ConversationId, SearchFactKind.Label, null, SearchTokens.Label(l.LabelId))));
        return facts;
    }

    internal void AddTo(SearchDocument document)
    {
        if (Token is not null)
            document.AddToken(Token);
        document.Add(Text);
        if (Kind == SearchFactKind.Phone)
            document.AddPhone(Text!);
    }

    private static async Task AddCustomersAsync(CxBotDbContext db, IReadOnlyList<ConversationId> ids, List<SearchFact> facts,
        CancellationToken cancellationToken)
    {
        var customers = await db.Conversations.Where(c => ids.Contains(c.Id))
            .Select(c => new { c.Id, c.CustomerId, c.OwnerId, c.Customer!.Name, c.Customer.Phone, c.Customer.Email })
            .ToListAsync(cancellationToken);
        var people = customers.Select(c => c.CustomerId).Distinct().ToList();
        string[] kinds = [PersonOnChannel.PhoneKind, PersonOnChannel.FormerPhoneKind, CustomerAddress.SubjectKind];
        var identities = (await db.CustomerIdentities.Where(i => people.Contains(i.CustomerId) && kinds.Contains(i.Kind))
            .Select(i => new { i.CustomerId, i.Kind, i.Value }).ToListAsync(cancellationToken)).ToLookup(i => i.CustomerId);
        foreach (var customer in customers)
        {
            Add(customer.Id, SearchFactKind.Name, customer.Name);
            Add(customer.Id, SearchFactKind.Phone, customer.Phone);
            Add(customer.Id, SearchFactKind.Email, customer.Email);
            foreach (var identity in identities[customer.CustomerId])
                if (identity.Kind == CustomerAddress.SubjectKind)
                    Add(customer.Id, SearchFactKind.CustomerNumber, identity.Value);
                else
                    Add(customer.Id, SearchFactKind.Phone, "+" + identity.Value);
            if (customer.OwnerId is { } owner)
                facts.Add(new SearchFact(customer.Id, SearchFactKind.Agent, null, SearchTokens.Agent(owner)));
        }

        void Add(ConversationId id, SearchFactKind kind, string? text)
        {
            if (!string.IsNullOrWhiteSpace(text))
                facts.Add(new SearchFact(id, kind, text));
        }
    }

    private static async Task AddCasesAsync(CxBotDbContext db, IReadOnlyList<ConversationId> ids, List<SearchFact> facts,
        CancellationToken cancellationToken)
    {
        var cases = await db.Handovers.Where(h => ids.Contains(h.ConversationId)).OrderByDescending(h => h.Id)
            .Select(h => new { h.ConversationId, h.AgentId, h.Outcome, h.OutcomeNote, h.RatingComment, h.Skill })
            .ToListAsync(cancellationToken);
        foreach (var one in cases)
        {
            if (one.OutcomeNote is { } note)
                facts.Add(new SearchFact(one.ConversationId, SearchFactKind.OutcomeNote, note));
            if (one.RatingComment is { } words)
                facts.Add(new SearchFact(one.ConversationId, SearchFactKind.RatingComment, words));
            if (one.Outcome is { } outcome)
                facts.Add(new SearchFact(one.ConversationId, SearchFactKind.Outcome, null, SearchTokens.Outcome(outcome)));
            if (one.AgentId is { } agent)
                facts.Add(new SearchFact(one.ConversationId, SearchFactKind.Agent, null, SearchTokens.Agent(agent)));
            if (one.Skill is { } skill)
                facts.Add(new SearchFact(one.ConversationId, SearchFactKind.Skill, skill));
        }

        // What was said on a handover stands with it.
        var comments = await db.Surveys.Where(s => ids.Contains(s.ConversationId) && s.HandoverId == null && s.Comment != null)
            .Select(s => new { s.ConversationId, s.Comment }).ToListAsync(cancellationToken);
        facts.AddRange(comments.Select(c => new SearchFact(c.ConversationId, SearchFactKind.RatingComment, c.Comment!)));
    }
}

/// <summary>What a <see cref="SearchFact"/> is about.</summary>
public enum SearchFactKind
{
    Name,
    Phone,
    Email,

    /// <summary>The shop's own name for its customer.</summary>
    CustomerNumber,
    OutcomeNote,
    RatingComment,
    Outcome,
    Agent,
    Skill,
    Label,
}
