using CxBot.Handover.Later;
using CxBot.Web.Desk.Live;
using CxBot.Web.Desk.OneConversation.Acts;
using MudBlazor;

namespace CxBot.Web.Desk.Later;

/// <summary>What an agent does with what they put off, and what they are told.</summary>
public sealed class LaterActs(FollowUps followUps, ConversationActs acts, IDialogService dialogs, DeskSession session, DeskWords words)
{
    private static readonly DialogOptions Options =
        new() { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true, CloseButton = true };

    /// <summary>Asks until when, and puts it off.</summary>
    /// <param name="before">What it was before; null for something new.</param>
    public async Task AskAsync(ConversationId conversationId, FollowUpKind kind, FollowUpPlan? before)
    {
        var parameters = new DialogParameters<FollowUpDialog> { { d => d.Kind, kind }, { d => d.Before, before } };
        var shown = await dialogs.ShowAsync<FollowUpDialog>(
            words[kind == FollowUpKind.Snooze ? "SnoozeTitle" : "FollowUpTitle"], parameters, Options);
        if (await shown.Result is { Canceled: false, Data: FollowUpPlan plan })
            await SetAsync(conversationId, kind, plan);
    }

    /// <summary>Ends it; it can be taken back.</summary>
    public async Task EndAsync(LaterRow row, FollowUpEnd end)
    {
        if (await acts.DoneAsync(() =>
            followUps.EndAsync(row.ConversationId, row.Id, session.Agent, end, CancellationToken.None)))
            acts.Tell(words[end == FollowUpEnd.Done ? "FollowUpDone" : "FollowUpCancelled"], Severity.Normal,
                row.AgentId == session.Agent.Id && row.CameBackAt is null ? words["Undo"] : null,
                () => SetAsync(row.ConversationId, row.Kind, row.Plan));
    }

    private async Task SetAsync(ConversationId conversationId, FollowUpKind kind, FollowUpPlan plan)
    {
        if (await acts.DoneAsync(() => followUps.SetAsync(conversationId, session.Agent, kind, plan, CancellationToken.None)))
            acts.Tell(plan.DueAt is { } due
                ? words.Say(kind == FollowUpKind.Snooze ? "SnoozedUntil" : "FollowUpSet", session.DayAndClock(due))
                : words[kind == FollowUpKind.Snooze ? "SnoozedUntilWritten" : "FollowUpSetWritten"]);
    }
}
