using CxBot.Continuation;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Language;
using CxBot.Turns;
using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;

namespace CxBot.Web.Desk.Shell;

/// <summary>Decides when an agent is called: a new conversation waits, or a customer writes in one of the agent's own. What waited before the desk was opened calls nobody.</summary>
public sealed class DeskAlerts
{
    private readonly Board board;
    private readonly DeskSession session;
    private readonly DeskScript script;
    private readonly DeskWords words;
    private readonly NavigationManager navigation;
    private Standing known;

    public DeskAlerts(Board board, DeskSession session, DeskScript script, DeskWords words, NavigationManager navigation)
    {
        (this.board, this.session, this.script, this.words, this.navigation) = (board, session, script, words, navigation);
        known = board.Current;
    }

    /// <summary>Looks what is new since the last look, and calls for it once.</summary>
    public async Task LookAsync()
    {
        var (before, now) = (known, board.Current);
        known = now;
        if (session.Agent.Away) return;
        if (New(before, now) is { } waiting)
            await script.AlertAsync(words.Say("AlertWaiting", Name(waiting)), waiting.LastWords ?? "", $"{navigation.BaseUri}desk/queue/{waiting.Id}");
        else if (Said(before, now, session.Agent.Id) is { } said)
            await script.AlertAsync(words.Say("AlertWrote", Name(said)), said.LastWords ?? "", $"{navigation.BaseUri}desk/mine/{said.Id}");
    }

    /// <summary>The first that waits now and did not before. What an agent let go of is new to everyone else too.</summary>
    public static BoardRow? New(Standing before, Standing now)
    {
        var was = before.Waiting.Select(row => row.Id).ToHashSet();
        return now.Waiting.FirstOrDefault(row => !was.Contains(row.Id));
    }

    /// <summary>The first of this agent's in which the customer has said something since.</summary>
    public static BoardRow? Said(Standing before, Standing now, string agentId)
    {
        var was = before.Of(agentId).ToDictionary(row => row.Id, row => row.LastCustomerSequence);
        return now.Of(agentId).FirstOrDefault(row =>
            row.LastRole == MessageRole.Customer && was.TryGetValue(row.Id, out var sequence) && row.LastCustomerSequence > sequence);
    }

    private string Name(BoardRow row) => row.CustomerName ?? words["Visitor"];
}
