using CxBot.Agents;
using CxBot.Alerts;
using CxBot.Web.Channels;
using CxBot.Web.Desk.Live;
using CxBot.Web.Desk.Push;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CxBot.Web.Desk.Alerts;

public sealed partial class AlertHost
{
    private readonly CancellationTokenSource _left = new();
    private DotNetObjectReference<AlertHost>? _self;
    private BoardReading _known = null!;
    private ITimer? _due;
    private bool _ask;
    private bool _refused;

    [Inject] private Board Board { get; set; } = null!;
    [Inject] private DeskSession Session { get; set; } = null!;
    [Inject] private DeskWords Words { get; set; } = null!;
    [Inject] private AlertScript Script { get; set; } = null!;
    [Inject] private AgentAlerts Alerts { get; set; } = null!;
    [Inject] private AgentPresence Presence { get; set; } = null!;
    [Inject] private PageSight Sight { get; set; } = null!;
    [Inject] private PushDevices Devices { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    protected override void OnInitialized()
    {
        // What waited before the desk was opened calls nobody.
        _known = Read();
        _due = Time.CreateTimer(_ => OnBoardChanged(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        WaitForDue();
        Board.Changed += OnBoardChanged;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        await Script.WatchAsync(_self);
        if (await Script.PermissionAsync() is not { } permission)
            return;
        _ask = permission.Ask;
        StateHasChanged();
        if (permission is { State: "granted", Push: true, PushOn: true })
            await Devices.RenewAsync(Script, Session, Words.Language, _left.Token);
    }

    /// <summary>The page came to the front, or went to the back.</summary>
    [JSInvokable]
    public async Task SightAsync(bool inFront)
    {
        Sight.Became(inFront);
        try
        {
            await Presence.LooksAsync(Session.Agent.Id, inFront, _left.Token);
        }
        catch (Exception failure) when (StorageFailure.IsDatabase(failure) || failure is OperationCanceledException)
        {
            // Said again with the next sign of life.
        }
    }

    private BoardReading Read() => new(Board.Current, Time.GetUtcNow());

    private void OnBoardChanged() => InvokeAsync(LookAsync);

    /// <summary>Looks what is new since the last look, and calls for all of it.</summary>
    private async Task LookAsync()
    {
        var (before, now) = (_known, Read());
        _known = now;
        WaitForDue();
        var found = DeskAlerts.Between(before, now, Session.Agent.Id);
        if (found.Count == 0 || Session.Agent.Away || await ChoicesAsync() is not { } choices)
            return;
        await Script.RingAsync(found.Select(alert => Call(alert, choices)));
    }

    private AlertCall Call(DeskAlert alert, AlertChoices choices)
    {
        var (title, text) = AlertWords.Say(Words, alert, choices.HideWords);
        return new AlertCall(alert.Cause.ToString(), alert.Key, title, text, Navigation.BaseUri + alert.Path,
            choices.Sounds(alert.Cause), choices.Notifies(alert.Cause));
    }

    /// <summary>Who cannot be asked how they want to be called is called.</summary>
    private async Task<AlertChoices?> ChoicesAsync()
    {
        try
        {
            return await Alerts.NowAsync(Session.Agent.Id, _left.Token);
        }
        catch (Exception failure) when (StorageFailure.IsDatabase(failure))
        {
            return new AlertChoices { AgentId = Session.Agent.Id, HideWords = true };
        }
    }

    private void WaitForDue()
    {
        var next = DeskAlerts.NextDue(_known, Session.Agent.Id);
        _due?.Change(next is { } at ? at - _known.At : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private async Task AgreeAsync()
    {
        _ask = false;
        var state = await Script.AskNotificationsAsync();
        _refused = state == "denied";
        if (state == "granted")
            await Devices.RenewAsync(Script, Session, Words.Language, _left.Token);
    }

    private Task LaterAsync()
    {
        _ask = false;
        return Script.LaterAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Board.Changed -= OnBoardChanged;
        await _left.CancelAsync();
        if (_due is not null)
            await _due.DisposeAsync();
        _self?.Dispose();
        _left.Dispose();
    }
}
