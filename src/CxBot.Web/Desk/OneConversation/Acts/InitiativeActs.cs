using CxBot.Handover.Unasked;
using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CxBot.Web.Desk.OneConversation.Acts;

/// <summary>What an agent begins themselves: they take a conversation from the bot, or open again what is resolved.</summary>
public sealed class InitiativeActs(OwnInitiative initiative, ConversationActs acts, DeskSession session, DeskWords words,
    NavigationManager navigation)
{
    /// <summary>Takes it; the loser is told who did, and who may not be written to first is named.</summary>
    public async Task TakeAsync(ConversationId id)
    {
        try
        {
            var claimed = await acts.TryAsync(() => initiative.TakeAsync(id, session.Agent, CancellationToken.None));
            if (claimed is { Won: true })
                navigation.NavigateTo($"desk/mine/{Uri.EscapeDataString(id.Value)}", replace: true);
            else if (claimed is not null)
                acts.TellLost(claimed);
        }
        catch (CustomerStoppedException)
        {
            acts.Tell(words["TakeStopped"], Severity.Warning);
        }
    }
}
