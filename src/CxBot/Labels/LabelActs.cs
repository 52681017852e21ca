using System.Globalization;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Labels;

/// <summary>
/// What agents do with labels. Any agent makes one and puts it on; what changes it for everybody (name, colour, merging, removing) is for
/// administrators, and in the audit log.
/// </summary>
/// <remarks>Every act throws <see cref="AgentShutOutException"/> where the agent may not do it: asked inside the act's own
/// transaction.</remarks>
public sealed class LabelActs(Writer writer, Feed feed, AuditLog audit, TimeProvider time)
{
    /// <summary>More are no order any more.</summary>
    public const int MaxLabels = 500;

    /// <summary>Makes a label; where there is one of this name already, that one.</summary>
    public async Task<LabelOutcome> AddAsync(string name, LabelColour colour, Agent agent, CancellationToken cancellationToken)
    {
        if (LabelName.Read(name) is not { } read)
            return new(null, LabelProblem.NameWrong);
        var key = LabelName.Key(read);
        return await AgainAsync(async (db, token) =>
        {
            await ActingAgents.RequireAsync(db, agent.Id, token);
            if (await db.Labels.AsNoTracking().SingleOrDefaultAsync(l => l.NameKey == key, token) is { } known)
                return new LabelOutcome(known, null);
            if (await db.Labels.CountAsync(token) >= MaxLabels)
                return new LabelOutcome(null, LabelProblem.TooMany);
            var label = new Label { Name = read, NameKey = key, Colour = colour, CreatedAt = time.GetUtcNow() };
            db.Labels.Add(label);
            await db.SaveChangesAsync(token);
            return new LabelOutcome(label, null);
        }, cancellationToken);
    }

    /// <summary>Gives a label another name and colour.</summary>
    /// <returns>Null where it was done.</returns>
    public async Task<LabelProblem?> ChangeAsync(
        long labelId, string name, LabelColour colour, AuditActor by, CancellationToken cancellationToken)
    {
        if (LabelName.Read(name) is not { } read)
            return LabelProblem.NameWrong;
        var key = LabelName.Key(read);
        return Told(await AgainAsync<LabelProblem?>(async (db, token) =>
        {
            await RequireAsync(db, by, token);
            if (await db.Labels.AnyAsync(l => l.NameKey == key && l.Id != labelId, token))
                return LabelProblem.NameTaken;
            var changed = await db.Labels.Where(l => l.Id == labelId).ExecuteUpdateAsync(set => set
                .SetProperty(l => l.Name, read).SetProperty(l => l.NameKey, key).SetProperty(l => l.Colour, colour), token);
            return changed == 0 ? LabelProblem.Gone : await RecordAsync(db, by, labelId, "changed", token);
        }, cancellationToken));
    }

    /// <summary>Makes one label of two: what has the first has the second from now on, and the first is gone.</summary>
    /// <returns>Null where it was done.</returns>
    public async Task<LabelProblem?> MergeAsync(long labelId, long intoId, AuditActor by, CancellationToken cancellationToken) =>
        labelId == intoId ? LabelProblem.Gone : Told(await AgainAsync<LabelProblem?>(async (db, token) =>
        {
            await RequireAsync(db, by, token);
            if (!await db.Labels.AnyAsync(l => l.Id == intoId, token))
                return LabelProblem.Gone;
            var at = time.GetUtcNow();
            var moving = await db.ConversationLabels.AsNoTracking().Where(l => l.LabelId == labelId
                && !db.ConversationLabels.Any(o => o.LabelId == intoId && o.ConversationId == l.ConversationId && o.Case == l.Case))
                .ToListAsync(token);
            db.ConversationLabels.AddRange(moving.Select(l => new ConversationLabel
            {
                ConversationId = l.ConversationId,
                LabelId = intoId,
                Case = l.Case,
                At = at,
            }));
            await db.SaveChangesAsync(token);
            await SearchMark.RaiseAsync(
                db, db.ConversationLabels.Where(l => l.LabelId == labelId).Select(l => l.ConversationId), token);
            return await RemoveAsync(db, labelId, token) ? await RecordAsync(db, by, labelId, "merged", token) : LabelProblem.Gone;
        }, cancellationToken));

    /// <summary>Takes a label off everything, and away.</summary>
    /// <returns>Null where it was done.</returns>
    public async Task<LabelProblem?> RemoveAsync(long labelId, AuditActor by, CancellationToken cancellationToken) =>
        Told(await AgainAsync<LabelProblem?>(async (db, token) =>
        {
            await RequireAsync(db, by, token);
            return await RemoveAsync(db, labelId, token) ? await RecordAsync(db, by, labelId, "removed", token) : LabelProblem.Gone;
        }, cancellationToken));

    /// <summary>Puts a label on the present case of conversations, or takes it off.</summary>
    /// <returns>The conversations that it changed something for; null where the label is gone.</returns>
    public async Task<IReadOnlyList<ConversationId>?> SetAsync(
        IReadOnlyCollection<ConversationId> conversationIds, long labelId, bool on, Agent agent, CancellationToken cancellationToken)
    {
        ConversationId[] ids = [.. conversationIds];
        var changed = await AgainAsync<List<ConversationId>?>(async (db, token) =>
        {
            await ActingAgents.RequireAsync(db, agent.Id, token);
            if (!await db.Labels.AnyAsync(l => l.Id == labelId, token))
                return null;
            var has = from c in db.Conversations
                      join l in db.ConversationLabels on new { Id = c.Id, c.Case } equals new { Id = l.ConversationId, l.Case }
                      where ids.Contains(c.Id) && l.LabelId == labelId
                      select c.Id;
            var cases = await db.Conversations.Where(c => ids.Contains(c.Id) && has.Contains(c.Id) != on)
                .Select(c => new { c.Id, c.Case }).ToListAsync(token);
            var at = time.GetUtcNow();
            var labels = cases.Select(c => new ConversationLabel { ConversationId = c.Id, LabelId = labelId, Case = c.Case, At = at });
            if (on)
                db.ConversationLabels.AddRange(labels);
            else
                db.ConversationLabels.RemoveRange(labels);
            await db.SaveChangesAsync(token);
            ConversationId[] touched = [.. cases.Select(c => c.Id)];
            await SearchMark.RaiseAsync(db, db.Conversations.Where(c => touched.Contains(c.Id)).Select(c => c.Id), token);
            return [.. touched];
        }, cancellationToken);
        foreach (var id in changed ?? [])
            feed.Publish(id);
        return changed;
    }

    /// <summary>Takes the labels of a case along to where it goes on. Inside a <see cref="Writer"/> command; the caller saves.</summary>
    public static async Task MoveAlongAsync(CxBotDbContext db, Conversation there, Conversation here,
        CancellationToken cancellationToken)
    {
        var (from, fromCase, to, toCase) = (there.Id, there.Case, here.Id, here.Case);
        var known = await db.ConversationLabels.Where(l => l.ConversationId == to && l.Case == toCase).Select(l => l.LabelId)
            .ToListAsync(cancellationToken);
        var moving = await db.ConversationLabels.Where(l => l.ConversationId == from && l.Case == fromCase).ToListAsync(cancellationToken);
        db.ConversationLabels.RemoveRange(moving);
        db.ConversationLabels.AddRange(moving.Where(l => !known.Contains(l.LabelId)).Select(l => new ConversationLabel
        {
            ConversationId = to,
            LabelId = l.LabelId,
            Case = toCase,
            At = l.At,
        }));
        await SearchMark.RaiseAsync(db, from, cancellationToken);
        await SearchMark.RaiseAsync(db, to, cancellationToken);
    }

    private static Task RequireAsync(CxBotDbContext db, AuditActor by, CancellationToken cancellationToken) =>
        ActingAgents.RequireAdministratorAsync(db, by.Id ?? "", cancellationToken);

    private static async Task<bool> RemoveAsync(CxBotDbContext db, long labelId, CancellationToken cancellationToken) =>
        await db.Labels.Where(l => l.Id == labelId).ExecuteDeleteAsync(cancellationToken) > 0;

    private async Task<LabelProblem?> RecordAsync(
        CxBotDbContext db, AuditActor by, long labelId, string what, CancellationToken cancellationToken)
    {
        audit.Add(db, AuditActs.LabelChanged, by,
            new AuditSubject(AuditSubject.LabelKind, labelId.ToString(CultureInfo.InvariantCulture)), ("change", what));
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }

    /// <summary>Desks show labels in their lists, so they look again.</summary>
    private LabelProblem? Told(LabelProblem? problem)
    {
        if (problem is null)
            feed.PublishToDesks();
        return problem;
    }

    /// <summary>Two processes may do the same in one moment. The loser finds, when it looks again, what the winner did.</summary>
    private async Task<T> AgainAsync<T>(Func<CxBotDbContext, CancellationToken, Task<T>> act, CancellationToken cancellationToken)
    {
        try
        {
            return await writer.RunAsync(act, cancellationToken);
        }
        catch (DbUpdateException)
        {
            return await writer.RunAsync(act, cancellationToken);
        }
    }
}

/// <summary>A label, or why there is none.</summary>
public sealed record LabelOutcome(Label? Label, LabelProblem? Problem);

/// <summary>Why a label could not be made or changed.</summary>
public enum LabelProblem
{
    /// <summary>Nothing that can be seen, or too long.</summary>
    NameWrong,

    /// <summary>Another label has this name.</summary>
    NameTaken,
    TooMany,

    /// <summary>Somebody has removed it.</summary>
    Gone,
}
