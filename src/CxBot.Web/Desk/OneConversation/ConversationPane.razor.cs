using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Search;
using CxBot.Storage;
using CxBot.Web.Channels;
using CxBot.Web.Desk.OneConversation.Acts;
using CxBot.Web.Desk.Searching;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.JSInterop;

namespace CxBot.Web.Desk.OneConversation;

public sealed partial class ConversationPane
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(80);

    /// <summary>While the database does not answer, what is shown stays, and it is asked again.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _left = new();
    private OpenConversation? _open;
    private DotNetObjectReference<ConversationPane>? _self;
    private ElementReference _transcript;
    private Task _listening = Task.CompletedTask;
    private Sought? _sought;
    private long? _showing;
    private bool _missing;
    private bool _briefOpen;
    private bool _briefTurned;
    private ElementReference _drawer;
    private string? _typingName;
    private long _looked = -1;

    [Inject] private Feed Feed { get; set; } = null!;
    [Inject] private Typing Typing { get; set; } = null!;
    [Inject] private AgentReplies Replies { get; set; } = null!;
    [Inject] private Readers Readers { get; set; } = null!;
    [Inject] private ConversationActs Acts { get; set; } = null!;
    [Inject] private SearchScript Searched { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;
    [Inject] private IDbContextFactory<CxBotDbContext> Contexts { get; set; } = null!;

    [Parameter, EditorRequired] public required ConversationId Id { get; set; }

    /// <summary>The list it was opened from.</summary>
    [Parameter, EditorRequired] public required string List { get; set; }

    private string Name => CustomerNames.Say(Words, Open.CustomerName, Open.Conversation?.CustomerId ?? default);

    /// <summary>The message that it is opened at, by its place; null for the last one.</summary>
    [Parameter] public long? At { get; set; }

    /// <summary>What was searched for; null for nothing.</summary>
    [Parameter] public string? SoughtText { get; set; }

    private OpenConversation Open => _open ??= new(Contexts, Id) { OpensAt = At };

    protected override async Task OnInitializedAsync()
    {
        _self = DotNetObjectReference.Create(this);
        // Subscribe first, then catch up: what comes between is heard.
        var subscription = Feed.Subscribe(Id);
        await ReadAsync();
        _listening = ListenAsync(subscription);
        _showing = At;
    }

    protected override async Task OnParametersSetAsync()
    {
        var was = _sought;
        if (was?.Query.Text != SoughtText || was?.At != At)
            _sought = string.IsNullOrWhiteSpace(SoughtText) ? null : new Sought(SearchQuery.Read(SoughtText, []), At);
        if (At is not { } at || was?.At == at || Open.Conversation is null)
            return;
        await Open.ReadAroundAsync(at, _left.Token);
        _showing = at;
    }

    /// <summary>The conversation may have been read after what is on the page now was drawn: then its transcript comes with the next
    /// drawing.</summary>
    private bool IsTranscriptShown => Open.Conversation is not null && _transcript.Id is not null;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (IsTranscriptShown)
            await Script.AttachAsync(_transcript, Id, _self!);
        await FollowBriefAsync();
        await NoteLookAsync();
        if (IsTranscriptShown && _showing is { } at)
        {
            _showing = null;
            await Searched.ShowAsync(_transcript, at);
        }
    }

    /// <summary>The browser's tab is looked at again.</summary>
    [JSInvokable]
    public async Task LookedAsync()
    {
        await NoteLookAsync();
        await MarkSeenAsync();
    }

    /// <summary>Once it is on the screen: what customers are told of who has read it.</summary>
    private async Task NoteLookAsync()
    {
        if (Open.Conversation is not { LastCustomerSequence: var last } || last == _looked || !await Script.IsVisibleAsync())
            return;
        _looked = last;
        Readers.Looked(Id, Session.Agent.Id, last);
    }

    private async Task ListenAsync(FeedSubscription subscription)
    {
        using (subscription)
        {
            try
            {
                while (true)
                {
                    // Who types is true for seconds, and its end makes no nudge.
                    if (await subscription.WaitAsync(_typingName is null ? Timeout.InfiniteTimeSpan : Typing.Lasts, Time, _left.Token))
                        await Task.Delay(Gather, Time, _left.Token);
                    subscription.Drain();
                    while (!await TryReadAsync())
                        await Task.Delay(AskAgain, Time, _left.Token);
                    StateHasChanged();
                }
            }
            catch (OperationCanceledException)
            {
                // The conversation is no longer shown.
            }
        }
    }

    private async Task<bool> TryReadAsync()
    {
        try
        {
            await ReadAsync();
            return true;
        }
        catch (Exception failure) when (StorageFailure.IsDatabase(failure))
        {
            return false;
        }
    }

    private async Task ReadAsync()
    {
        _missing = !await Open.ReadAsync(_left.Token);
        ReadTyping();
        await MarkSeenAsync();
    }

    private void ReadTyping()
    {
        _typingName = Typing.Current(Id, TypingSide.Customer) is not null
            ? Name
            : Typing.Current(Id, TypingSide.Team) is { } team && team != Session.Agent.DisplayName ? team : null;
    }

    private async Task MarkSeenAsync()
    {
        if (Open.Conversation is not { } conversation || !conversation.IsWith(Session.Agent.Id))
            return;
        if (conversation.LastCustomerSequence <= conversation.AgentSeenSequence || !await Script.IsVisibleAsync())
            return;
        try
        {
            await Replies.SeenAsync(Id, Session.Agent, conversation.LastCustomerSequence, _left.Token);
        }
        catch (Exception failure) when (StorageFailure.IsDatabase(failure))
        {
            // Marked with the next look; what can be read is shown.
        }
    }

    private Task RefreshAsync() => ReadAsync();

    private async Task OnSentAsync()
    {
        await ReadAsync();
        await ToEndAsync();
    }

    /// <summary>To the last message, wherever the conversation was opened.</summary>
    private async Task ToEndAsync()
    {
        if (Open.HasLater)
        {
            await Open.ReadEndAsync(_left.Token);
            StateHasChanged();
        }
        await Script.ScrollToEndAsync(_transcript);
    }

    private async Task OnTakeAsync()
    {
        await Acts.TakeAsync(Id);
        await ReadAsync();
    }

    private async Task ReadEarlierAsync()
    {
        await Script.KeepPlaceAsync(_transcript);
        await Open.ReadEarlierAsync(_left.Token);
    }

    private Task ReadLaterAsync() => Open.ReadLaterAsync(_left.Token);

    private void ToggleBrief()
    {
        _briefOpen = !_briefOpen;
        _briefTurned = true;
    }

    /// <summary>Once what was turned is on the page: where the brief is a drawer it takes the focus, and gives it back.</summary>
    private async Task FollowBriefAsync()
    {
        if (!_briefTurned)
            return;
        _briefTurned = false;
        await (_briefOpen ? Drawer.OpenedAsync(_drawer) : Drawer.ClosedAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _left.CancelAsync();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _self?.Dispose();
        _left.Dispose();
    }
}
