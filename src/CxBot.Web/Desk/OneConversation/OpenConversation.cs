using CxBot.Agents;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Language;
using CxBot.Storage;
using CxBot.Web.Desk.Later;
using CxBot.Web.Desk.OneConversation.Messages;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Desk.OneConversation;

/// <summary>A conversation as one desk shows it: read whole when it is opened, then only what is new.</summary>
public sealed class OpenConversation(IDbContextFactory<CxBotDbContext> contexts, ConversationId id)
{
    /// <summary>So many messages are read at once; earlier ones on request.</summary>
    private const int PageSize = 80;

    private const int MaxOthers = 10;

    private readonly SortedList<long, Message> _messages = [];

    public Conversation? Conversation { get; private set; }
    public Agent? Owner { get; private set; }

    /// <summary>The number that the customer writes from; null where the channel shows none.</summary>
    public string? Phone { get; private set; }

    /// <summary>What the desk calls them: the name, or the number of who has none; null where neither is known.</summary>
    public string? CustomerName => PersonName.Read(Conversation?.Customer?.Name) ?? Phone ?? Conversation?.Customer?.Phone;

    /// <summary>What the channel says that messages cost, by their place; of a message in pieces, whether any is charged.</summary>
    public IReadOnlyDictionary<long, Pricing> Costs { get; private set; } = new Dictionary<long, Pricing>();

    /// <summary>The open handover, or the last one where none is open.</summary>
    public HandoverRequest? Handover { get; private set; }

    /// <summary>What came before, of the same customer, the latest first.</summary>
    public IReadOnlyList<PastHandover> Past { get; private set; } = [];

    /// <summary>The same customer's other conversations, the latest first.</summary>
    public IReadOnlyList<OtherConversation> Others { get; private set; } = [];

    /// <summary>The shop's own id of the customer, where its signed token said it.</summary>
    public string? Subject { get; private set; }

    /// <summary>How many conversations of the same network address wait for an agent or have one.</summary>
    public int OpenFromAddress { get; private set; }

    /// <summary>What was put off in it, and the note of who transferred it.</summary>
    public PutOff Later { get; private set; } = PutOff.Nothing;

    /// <summary>Messages that failed, and of which a piece has arrived all the same, or may have.</summary>
    public IReadOnlySet<long> ArrivedInPart { get; private set; } = new HashSet<long>();

    public IReadOnlyList<Message> Messages => [.. _messages.Values];

    /// <summary>There are messages before the first shown.</summary>
    public bool HasEarlier { get; private set; }

    /// <summary>There are messages after the last shown: it was opened at an earlier one.</summary>
    public bool HasLater { get; private set; }

    /// <summary>The message that the first reading goes to; null for the last one.</summary>
    public long? OpensAt { get; init; }

    public bool IsOpenHandover => Conversation?.HandoverId is { } open && open == Handover?.Id;

    /// <summary>Reads what is new.</summary>
    /// <returns>False where there is no such conversation.</returns>
    public async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        Conversation = await db.Conversations.AsNoTracking().Include(c => c.Customer)
            .SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (Conversation is null)
            return false;
        Owner = Conversation.OwnerId is { } owner
            ? await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Id == owner, cancellationToken)
            : null;
        Phone = db.Channels.Of(Conversation.Channel).NumberKind is not { } kind ? null : await db.CustomerIdentities
            .Where(i => i.CustomerId == Conversation.CustomerId && i.Channel == Conversation.Channel && i.Kind == kind)
            // Of several numbers, the one that this conversation goes to.
            .OrderByDescending(i => Conversation.Address == kind + ":" + i.Value)
                .Select(i => "+" + i.Value).FirstOrDefaultAsync(cancellationToken);
        OpenFromAddress = Conversation.AddressHash is { } address ? await HandoverShare.Open(db, address).CountAsync(cancellationToken) : 0;
        await ReadHandoversAsync(db, Conversation, cancellationToken);
        Later = await PutOff.ReadAsync(db, Conversation, Handover, cancellationToken);
        await ReadOthersAsync(db, Conversation, cancellationToken);
        await ReadCostsAsync(db, cancellationToken);
        if (_messages.Count == 0 && OpensAt is { } at)
            await ReadAroundAsync(db, at, cancellationToken);
        else if (_messages.Count == 0)
            await ReadEarlierAsync(db, long.MaxValue, cancellationToken);
        else
            await ReadNewAsync(db, _messages.Keys[^1], cancellationToken);
        if (_messages.Values.Any(m => m is { Role: MessageRole.Agent, Delivery: DeliveryStatus.Failed }))
            ArrivedInPart = (await AgentReplies.ArrivedInPart(db, id).ToListAsync(cancellationToken)).ToHashSet();
        return true;
    }

    public async Task ReadEarlierAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await ReadEarlierAsync(db, _messages.Count == 0 ? long.MaxValue : _messages.Keys[0], cancellationToken);
    }

    /// <summary>Shows a message with what was said around it; nothing is read where it is shown already.</summary>
    public async Task ReadAroundAsync(long at, CancellationToken cancellationToken)
    {
        if (_messages.ContainsKey(at))
            return;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await ReadAroundAsync(db, at, cancellationToken);
    }

    public async Task ReadLaterAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await ReadLaterAsync(db, _messages.Keys[^1], PageSize, cancellationToken);
    }

    /// <summary>Shows the last messages instead of those that are shown.</summary>
    public async Task ReadEndAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        _messages.Clear();
        HasLater = false;
        await ReadEarlierAsync(db, long.MaxValue, cancellationToken);
    }

    private async Task ReadAroundAsync(CxBotDbContext db, long at, CancellationToken cancellationToken)
    {
        _messages.Clear();
        await ReadEarlierAsync(db, at, cancellationToken);
        await ReadLaterAsync(db, at - 1, PageSize / 2, cancellationToken);
        // No such message: as if none had been asked for.
        if (!_messages.ContainsKey(at))
            await ReadEndAsync(cancellationToken);
    }

    private async Task ReadLaterAsync(CxBotDbContext db, long after, int count, CancellationToken cancellationToken)
    {
        var read = await db.Messages.AsNoTracking().Where(m => m.ConversationId == id && m.Sequence > after)
            .OrderBy(m => m.Sequence).Take(count + 1).ToListAsync(cancellationToken);
        HasLater = read.Count > count;
        foreach (var message in read.Take(count))
            _messages[message.Sequence] = message;
    }

    private async Task ReadEarlierAsync(CxBotDbContext db, long before, CancellationToken cancellationToken)
    {
        var read = await db.Messages.AsNoTracking().Where(m => m.ConversationId == id && m.Sequence < before)
            .OrderByDescending(m => m.Sequence).Take(PageSize + 1).ToListAsync(cancellationToken);
        HasEarlier = read.Count > PageSize;
        foreach (var message in read.Take(PageSize))
            _messages[message.Sequence] = message;
    }

    private async Task ReadNewAsync(CxBotDbContext db, long after, CancellationToken cancellationToken)
    {
        // Where what is shown does not reach the end, what is new waits behind it.
        if (!HasLater)
            foreach (var message in await db.Messages.AsNoTracking().Where(m => m.ConversationId == id && m.Sequence > after)
                .ToListAsync(cancellationToken))
                _messages[message.Sequence] = message;
        // A message never changes but in these marks, and in the file that its channel still had to give.
        var (first, last) = (_messages.Keys[Math.Max(0, _messages.Count - PageSize)], _messages.Keys[^1]);
        var marks = await db.Messages.Where(m => m.ConversationId == id && m.Sequence >= first && m.Sequence <= last
            && m.Role != MessageRole.Customer
            && m.Role != MessageRole.Note)
            .Select(m => new { m.Sequence, m.Delivery, m.FailureCode, m.FailureTitle, m.Helpful }).ToListAsync(cancellationToken);
        foreach (var mark in marks)
        {
            if (!_messages.TryGetValue(mark.Sequence, out var message))
                continue;
            (message.Delivery, message.FailureCode, message.FailureTitle, message.Helpful) =
                (mark.Delivery, mark.FailureCode, mark.FailureTitle, mark.Helpful);
        }
        var waiting = _messages.Values.Where(m => m.Content is MessageContent.Shared { Part: { Problem: null } part, Attachments: null }
            && SharedContent.IsFile(part.Kind)).Select(m => m.Sequence).ToList();
        if (waiting.Count == 0)
            return;
        foreach (var come in await db.Messages.AsNoTracking().Where(m => m.ConversationId == id && waiting.Contains(m.Sequence))
            .ToListAsync(cancellationToken))
            _messages[come.Sequence] = come;
    }

    private async Task ReadCostsAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        var billed = await db.BilledMessages.AsNoTracking().Where(b => b.ConversationId == id)
            .Select(b => new { b.Sequence, b.Billable, b.Model, b.Type, b.Category }).ToListAsync(cancellationToken);
        Costs = billed.GroupBy(b => b.Sequence)
            .ToDictionary(all => all.Key, all => all.OrderByDescending(b => b.Billable)
                .Select(b => new Pricing(b.Billable, b.Model, b.Type, b.Category)).First());
    }

    private async Task ReadOthersAsync(CxBotDbContext db, Conversation conversation, CancellationToken cancellationToken)
    {
        Others = await db.Conversations.AsNoTracking()
            .Where(c => c.CustomerId == conversation.CustomerId && c.Id != id && c.LastCustomerSequence > 0)
            .OrderByDescending(c => c.LastMessageAt).Take(MaxOthers)
            .Select(c => new OtherConversation(c.Id, c.Channel, c.Status, c.LastMessageAt, c.Id == conversation.ContinuesId,
                db.Messages.Where(m => m.ConversationId == c.Id && m.Role == MessageRole.Customer && m.Kind == MessageKind.Text
                    && m.Text != "").OrderByDescending(m => m.Sequence).Select(m => m.Text).FirstOrDefault())
            {
                RepliesUntil = c.RepliesUntil,
            })
            .ToListAsync(cancellationToken);
        Subject = await db.CustomerIdentities.Where(i => i.CustomerId == conversation.CustomerId && i.Kind == CustomerAddress.SubjectKind)
            .Select(i => i.Value)
                .FirstOrDefaultAsync(cancellationToken);
    }

    private async Task ReadHandoversAsync(CxBotDbContext db, Conversation conversation, CancellationToken cancellationToken)
    {
        var all = await (
            from h in db.Handovers.AsNoTracking()
            join c in db.Conversations on h.ConversationId equals c.Id
            where c.CustomerId == conversation.CustomerId
            orderby h.RequestedAt descending
            select new PastHandover(h, db.Users.Where(a => a.Id == h.AgentId).Select(a => a.DisplayName).FirstOrDefault())).Take(20)
                .ToListAsync(cancellationToken);
        Handover = all.FirstOrDefault(p => p.Handover.Id == conversation.HandoverId)?.Handover
            ?? all.FirstOrDefault(p => p.Handover.ConversationId == id)?.Handover;
        Past = [.. all.Where(p => p.Handover.Id != Handover?.Id || p.Handover.EndedAt is not null)];
    }
}

/// <summary>A handover, and the name of the agent who had it.</summary>
public sealed record PastHandover(HandoverRequest Handover, string? Agent);

/// <summary>Another conversation of the same customer.</summary>
/// <param name="GoesOnHere">The customer brought it here, from another channel.</param>
/// <param name="LastWords">What the customer said there last.</param>
public sealed record OtherConversation(ConversationId Id, string Channel, ConversationStatus Status, DateTimeOffset LastMessageAt,
    bool GoesOnHere, string? LastWords)
{
    /// <summary>See <see cref="Conversation.RepliesUntil"/>.</summary>
    public DateTimeOffset? RepliesUntil { get; init; }
}
