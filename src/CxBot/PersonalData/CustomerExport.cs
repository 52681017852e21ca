using System.Text.Json;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Media;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.PersonalData;

/// <summary>
/// Writes out everything that is kept of one customer, over all channels: <c>customer.json</c> and the files. Read in pieces: a long
/// history is never held whole.
/// </summary>
public sealed class CustomerExport(IDbContextFactory<CxBotDbContext> contexts, MediaStore media, Writer storage, AuditLog audit,
    TimeProvider time)
{
    /// <summary>The name of the JSON file.</summary>
    public const string FileName = "customer.json";

    private const int Piece = 500;

    /// <summary>Writes the export.</summary>
    /// <param name="create">Makes a file by its path in the export; what was made before is finished by then.</param>
    /// <returns>False where there is no such customer; nothing was made then.</returns>
    /// <exception cref="AgentShutOutException">It is an agent who is no administrator, or no longer.</exception>
    public async Task<bool> WriteAsync(CustomerId customerId, AuditActor actor, Func<string, Stream> create,
        CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        if (await PersonAsync(db, customerId, cancellationToken) is not { } person)
            return false;
        // Said before it is handed out: a file that nobody knows of is worse than a line too many.
        await storage.RunAsync(async (write, token) =>
        {
            if (actor.Id is { } agent)
                await ActingAgents.RequireAdministratorAsync(write, agent, token);
            audit.Add(write, AuditActs.CustomerExported, actor, AuditSubject.Customer(customerId));
            await write.SaveChangesAsync(token);
        }, cancellationToken);
        var conversations = await db.Conversations.AsNoTracking().Where(c => c.CustomerId == customerId).OrderBy(c => c.CreatedAt)
            .ThenBy(c => c.Id).ToListAsync(cancellationToken);
        await using (var json = create(FileName))
        await using (var writer = new Utf8JsonWriter(json,
            new JsonWriterOptions { Indented = true, Encoder = ExportedJson.Options.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteString("schema", ExportedJson.Schema);
            writer.WriteString("exportedAt", time.GetUtcNow());
            Write(writer, "customer", person);
            await WriteActivityAsync(db, writer, customerId, cancellationToken);
            writer.WriteStartArray("conversations");
            foreach (var conversation in conversations)
                await WriteAsync(db, writer, conversation, cancellationToken);
            writer.WriteEndArray();
            writer.WriteEndObject();
            await writer.FlushAsync(cancellationToken);
        }
        foreach (var conversation in conversations)
            await WriteFilesAsync(db, conversation.Id, create, cancellationToken);
        return true;
    }

    /// <summary>What the customer did at the shop itself, as it told us.</summary>
    private static async Task WriteActivityAsync(
        CxBotDbContext db, Utf8JsonWriter writer, CustomerId customerId, CancellationToken cancellationToken)
    {
        var activities = from i in db.CustomerIdentities
                         join c in db.ShopCustomers on i.Value equals c.Subject
                         join a in db.ShopActivities on c.Id equals a.ShopCustomerId
                         where i.CustomerId == customerId && i.Kind == CustomerAddress.SubjectKind
                         orderby a.At, a.Id
                         select a;
        writer.WriteStartArray("activity");
        await foreach (var activity in activities.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
            JsonSerializer.Serialize(writer, ExportedActivity.Of(activity), ExportedJson.Options);
        writer.WriteEndArray();
    }

    private static async Task<ExportedPerson?> PersonAsync(CxBotDbContext db, CustomerId customerId, CancellationToken cancellationToken)
    {
        if (await db.Customers.AsNoTracking().Include(c => c.Identities)
            .SingleOrDefaultAsync(c => c.Id == customerId, cancellationToken) is not { } customer
            || customer.Identities.Any(i => i.Channel == CustomerFinder.Nobody.Channel))
            return null;
        var consents = await db.ConsentChanges.AsNoTracking().Where(c => c.CustomerId == customerId).OrderBy(c => c.Id)
            .ToListAsync(cancellationToken);
        return new ExportedPerson(customer.Id, customer.Name, customer.Phone, customer.Email, customer.Blocked, customer.CreatedAt,
            [.. customer.Identities.Select(i => new ExportedIdentity(i.Channel, i.Kind, i.Value))], consents)
        {
            Language = customer.Language,
            Note = customer.Note,
            Attributes = customer.Attributes,
        };
    }

    private static async Task WriteAsync(CxBotDbContext db, Utf8JsonWriter writer, Conversation conversation,
        CancellationToken cancellationToken)
    {
        writer.WriteStartObject();
        var labels = await db.ConversationLabels.Where(l => l.ConversationId == conversation.Id)
            .Join(db.Labels, l => l.LabelId, l => l.Id, (_, label) => label.Name).Distinct().Order().ToListAsync(cancellationToken);
        Write(writer, "conversation", ExportedConversation.Of(conversation, labels));
        writer.WriteStartArray("messages");
        for (var after = 0L; ;)
        {
            var some = await db.Messages.AsNoTracking().Where(m => m.ConversationId == conversation.Id && m.Sequence > after)
                .OrderBy(m => m.Sequence).Take(Piece).ToListAsync(cancellationToken);
            var (first, last) = some.Count == 0 ? (0, 0) : (some[0].Sequence, some[^1].Sequence);
            var inserted = (await db.Insertions.AsNoTracking().Where(i => i.ConversationId == conversation.Id && i.Sequence >= first
                && i.Sequence <= last).ToListAsync(cancellationToken)).ToLookup(i => i.Sequence);
            foreach (var message in some)
                JsonSerializer.Serialize(writer, ExportedMessage.Of(message, inserted[message.Sequence]), ExportedJson.Options);
            await writer.FlushAsync(cancellationToken);
            if (some.Count < Piece)
                break;
            after = some[^1].Sequence;
        }
        writer.WriteEndArray();
        if (await db.CaseSummaries.AsNoTracking().SingleOrDefaultAsync(s => s.ConversationId == conversation.Id, cancellationToken)
            is { } summary)
            Write(writer, "summary", new ExportedSummary(summary.Text, summary.At));
        var handovers = await db.Handovers.AsNoTracking().Where(h => h.ConversationId == conversation.Id).OrderBy(h => h.Id)
            .ToListAsync(cancellationToken);
        Write(writer, "handovers", handovers.Select(ExportedHandover.Of));
        var followUps = await db.FollowUps.AsNoTracking().Where(f => f.ConversationId == conversation.Id).OrderBy(f => f.Id)
            .ToListAsync(cancellationToken);
        Write(writer, "followUps", followUps.Select(ExportedFollowUp.Of));
        var surveys = await db.Surveys.AsNoTracking().Where(s => s.ConversationId == conversation.Id).OrderBy(s => s.Id)
            .ToListAsync(cancellationToken);
        Write(writer, "surveys", surveys.Select(ExportedSurvey.Of));
        writer.WriteStartArray("turns");
        await foreach (var turn in db.Turns.AsNoTracking().Where(t => t.ConversationId == conversation.Id).OrderBy(t => t.FirstSequence)
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
            JsonSerializer.Serialize(writer, ExportedTurn.Of(turn), ExportedJson.Options);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private async Task WriteFilesAsync(CxBotDbContext db, ConversationId conversationId, Func<string, Stream> create,
        CancellationToken cancellationToken)
    {
        foreach (var file in await db.MediaFiles.AsNoTracking().Where(f => f.ConversationId == conversationId).OrderBy(f => f.At)
            .ToListAsync(cancellationToken))
        {
            if (await media.OpenAsync(file.Id, cancellationToken) is not var (_, content))
                continue;
            await using (content)
            await using (var copy = create(ExportedMessage.PathOf(file.Id, file.FileName)))
                await content.CopyToAsync(copy, cancellationToken);
        }
    }

    private static void Write<T>(Utf8JsonWriter writer, string name, T value)
    {
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, value, ExportedJson.Options);
    }
}
