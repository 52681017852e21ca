using CxBot.Agents;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Labels;
using CxBot.Web.Desk.Live;
using CxBot.Web.Desk.OneConversation.Acts;
using CxBot.Web.Channels;
using MudBlazor;

namespace CxBot.Web.Desk.Lists.Selection;

/// <summary>What an agent does with several conversations. Each is changed by itself, and where somebody else was first it is
/// said.</summary>
public sealed class BulkActs(HandoverQueue queue, Dispatch dispatch, LabelActs labels, DeskSession session, DeskWords words,
    ConversationActs acts)
{
    public async Task TakeAsync(IReadOnlyCollection<ConversationId> ids)
    {
        var taken = await EachAsync(ids, async id => (await queue.TryClaimAsync(id, session.Agent, CancellationToken.None)).Won);
        Tell("BulkTaken", taken, ids.Count, words["BulkPutBack"], () => EachAsync(taken, id => DoneAsync(
            queue.ReleaseAsync(id, session.Agent, CancellationToken.None))));
    }

    /// <summary>Gives what waits, and what is this agent's own, to an agent.</summary>
    public async Task AssignAsync(IReadOnlyCollection<BoardRow> rows, Agent to)
    {
        var waiting = Waiting(rows);
        var given = await EachAsync(Ids(rows), id => DoneAsync(waiting.Contains(id)
            ? dispatch.AssignAsync(id, session.Agent, to, CancellationToken.None)
            : queue.TransferAsync(id, session.Agent, to, session.IsAdministrator, CancellationToken.None)));
        Tell("BulkAssigned", given, rows.Count, to: to.DisplayName);
    }

    public async Task ResolveAsync(IReadOnlyCollection<BoardRow> rows, ResolveChoice choice)
    {
        var waiting = Waiting(rows);
        var ended = await EachAsync(Ids(rows), id => DoneAsync(waiting.Contains(id)
            ? dispatch.ResolveAsync(id, session.Agent, choice.Outcome, choice.Note, CancellationToken.None)
            : queue.ResolveAsync(id, session.Agent, choice.Outcome, choice.Note, CancellationToken.None)));
        Tell("BulkResolved", ended, rows.Count);
    }

    /// <summary>Puts a label on, or takes it off; all in one go.</summary>
    /// <returns>False where the label is gone, or nothing could be stored.</returns>
    public async Task<bool> LabelAsync(IReadOnlyCollection<ConversationId> ids, BoardLabel label, bool on)
    {
        IReadOnlyList<ConversationId>? changed = null;
        if (!await acts.DoneAsync(async () => changed = await labels.SetAsync(ids, label.Id, on, session.Agent, CancellationToken.None)))
            return false;
        if (changed is null)
            acts.Tell(words["LabelGone"], Severity.Warning);
        else if (ids.Count > 1)
            acts.Tell(words.Say(on ? "BulkLabelled" : "BulkUnlabelled", changed.Count, label.Name), Severity.Success,
                changed.Count > 0 ? words["Undo"] : null,
                () => acts.DoneAsync(() => labels.SetAsync(changed, label.Id, !on, session.Agent, CancellationToken.None)));
        return changed is not null;
    }

    private void Tell(string key, List<ConversationId> done, int all, string? undo = null, Func<Task>? act = null, string? to = null)
    {
        var text = done.Count == all ? words.Say(key, all, to) : words.Say(key + "_Some", done.Count, all, all - done.Count, to);
        acts.Tell(text, done.Count == all ? Severity.Success : Severity.Warning, done.Count > 0 ? undo : null, act);
    }

    /// <summary>Does it with each; what fails for one is that one's own.</summary>
    /// <returns>Those with which it was done.</returns>
    private async Task<List<ConversationId>> EachAsync(IEnumerable<ConversationId> ids, Func<ConversationId, Task<bool>> act)
    {
        var done = new List<ConversationId>();
        foreach (var id in ids)
        {
            try
            {
                if (await act(id))
                    done.Add(id);
            }
            catch (AgentShutOutException)
            {
                acts.Tell(words["ShutOut"], Severity.Error);
                break;
            }
            catch (ConversationConflictException)
            {
                // Somebody else was first; how many of these there were is said at the end.
            }
            catch (Exception failure) when (StorageFailure.IsDatabase(failure))
            {
                acts.Tell(words["NotStoredTryAgain"], Severity.Error);
                break;
            }
        }
        return done;
    }

    private static async Task<bool> DoneAsync(Task act)
    {
        await act;
        return true;
    }

    private static HashSet<ConversationId> Waiting(IEnumerable<BoardRow> rows) =>
        [.. rows.Where(row => row.Status == ConversationStatus.WaitingForAgent).Select(row => row.Id)];

    private static IEnumerable<ConversationId> Ids(IEnumerable<BoardRow> rows) => rows.Select(row => row.Id);
}
