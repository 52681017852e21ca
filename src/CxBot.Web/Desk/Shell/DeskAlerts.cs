using CxBot.Conversations;
using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;

namespace CxBot.Web.Desk.Shell;

/// <summary>
/// Decides when an agent is called: a new conversation waits, or a customer writes in one of the agent's own. What waited before the desk
/// was opened calls nobody.
/// </summary>
public sealed class DeskAlerts
{
    private readonly Board _board;
    private readonly DeskSession _session;
    private readonly AlertScript _script;
    private readonly DeskWords _words;
    private readonly NavigationManager _navigation;
    private BoardSnapshot _known;

    public DeskAlerts(Board board, DeskSession session, AlertScript script, DeskWords words, NavigationManager navigation)
    {
        (_board, _session, _script, _words, _navigation) = (board, session, script, words, navigation);
        _known = board.Current;
    }

    /// <summary>Looks what is new since the last look, and calls for it once.</summary>
    public async Task LookAsync()
    {
        var (before, now) = (_known, _board.Current);
        _known = now;
        if (_session.Agent.Away)
            return;
        if (New(before, now) is { } waiting)
            await _script.AlertAsync(_words.Say("AlertWaiting", Name(waiting)), waiting.LastWords ?? "",
                $"{_navigation.BaseUri}desk/queue/{waiting.Id}");
        else if (Said(before, now, _session.Agent.Id) is { } said)
            await _script.AlertAsync(_words.Say("AlertWrote", Name(said)), said.LastWords ?? "",
                $"{_navigation.BaseUri}desk/mine/{said.Id}");
    }

    /// <summary>The first that waits now and did not before. What an agent let go of is new to everyone else too.</summary>
    public static BoardRow? New(BoardSnapshot before, BoardSnapshot now)
    {
        var was = before.Waiting.Select(row => row.Id).ToHashSet();
        return now.Waiting.FirstOrDefault(row => !was.Contains(row.Id));
    }

    /// <summary>The first of this agent's in which the customer has said something since.</summary>
    public static BoardRow? Said(BoardSnapshot before, BoardSnapshot now, string agentId)
    {
        var was = before.Of(agentId).ToDictionary(row => row.Id, row => row.LastCustomerSequence);
        return now.Of(agentId).FirstOrDefault(row =>
            row.LastRole == MessageRole.Customer && was.TryGetValue(row.Id, out var sequence) && row.LastCustomerSequence > sequence);
    }

    private string Name(BoardRow row) => CustomerNames.Say(_words, row.CustomerName, row.CustomerId);
}
