using CxBot.Assistance;
using CxBot.Answering.Wording;
using CxBot.Canned;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Handover.Hours;
using CxBot.Handover.Insertions;
using CxBot.Knowledge;
using CxBot.Web.Channels;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CxBot.Web.Desk.OneConversation.Aids;

/// <summary>Canned replies by a slash, the bot's best answers, and a model's draft: put into the reply box, and sent by the agent
/// alone.</summary>
public sealed partial class ReplyAids
{
    /// <summary>More of them nobody reads: one writes on instead.</summary>
    private const int MaxShown = 50;

    private const int PreviewLength = 400;

    private readonly CancellationTokenSource _left = new();
    private CancellationToken _leaving;
    private DotNetObjectReference<ReplyAids>? _self;
    private IReadOnlyList<CannedReply> _replies = [];
    private IReadOnlyList<CannedReply>? _found;
    private Suggestions? _suggestions;
    private string[] _unfilled = [];
    private string? _attachedAs;
    private string? _notice;
    private (long Customer, long Agent, bool Wanted) _suggestedFor;
    private int _asked;
    private bool _folded;
    private bool _drafting;

    [Inject] private AidScript Script { get; set; } = null!;
    [Inject] private CannedReplies Canned { get; set; } = null!;
    [Inject] private Suggester Suggester { get; set; } = null!;
    [Inject] private ReplyDrafts Drafts { get; set; } = null!;
    [Inject] private AnswerText Texts { get; set; } = null!;
    [Inject] private TeamPresence Team { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    [CascadingParameter] private OpenConversation Open { get; set; } = null!;

    [Parameter, EditorRequired] public required Conversation Conversation { get; set; }

    /// <summary>The reply box, once it is there.</summary>
    [Parameter, EditorRequired] public required Func<ElementReference> Box { get; set; }

    /// <summary>Whether a reply can be written now.</summary>
    [Parameter] public bool Usable { get; set; }

    /// <summary>Why a reply may not be sent as it stands; null where it may.</summary>
    public string? Refuse(string text) =>
        Placeholders.Unfilled(text) is { Count: > 0 } left ? Words.Say("Unfilled", string.Join(", ", left)) : null;

    /// <summary>What was put into the draft instead of typed.</summary>
    public Task<IReadOnlyList<Inserted>> ReadAsync() => Script.ReadAsync(Box());

    /// <summary>The draft was sent.</summary>
    public Task SentAsync()
    {
        (_notice, _unfilled) = (null, []);
        return Script.ClearAsync(Box());
    }

    // Asked of the source once: it is gone before the last who asks.
    protected override void OnInitialized() => _leaving = _left.Token;

    protected override void OnParametersSet()
    {
        var wanted = Usable && Conversation.Status is ConversationStatus.WaitingForAgent or ConversationStatus.WithAgent;
        var now = (Conversation.LastCustomerSequence, LastOfAgent(), wanted);
        if (_suggestedFor == now)
            return;
        _suggestedFor = now;
        // What is shown stays until something else was found: nothing flickers. The newest words win.
        _ = SuggestAsync(++_asked, wanted);
    }

    private long LastOfAgent() => Open.Messages.LastOrDefault(m => m.Role == MessageRole.Agent)?.Sequence ?? 0;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        _self ??= DotNetObjectReference.Create(this);
        var (agent, key) = (Session.Agent.Id, $"{Session.Agent.Id}:put:{Conversation.Id}");
        var wanted = $"{Box().Id}:{key}:{Usable}";
        if (_attachedAs == wanted)
            return;
        _attachedAs = wanted;
        var folded = await Script.AttachAsync(Box(), _self, agent, key, Usable, Placeholders.Names);
        if (_folded == folded)
            return;
        _folded = folded;
        StateHasChanged();
    }

    /// <summary>The words after the slash have changed.</summary>
    /// <returns>How many canned replies can be chosen.</returns>
    [JSInvokable]
    public async Task<int> FindAsync(string query)
    {
        if (!Usable)
            return 0;
        if (_found is null)
        {
            try
            {
                _replies = await Canned.ListAsync(Session.Agent.Id, _leaving);
            }
            catch (Exception failure) when (StorageFailure.IsDatabase(failure))
            {
                _notice = Words["CannedNotRead"];
            }
        }
        _found = [.. CannedFilter.Find(_replies, query.Length > CannedReply.MaxShortcutLength ? "" : query).Take(MaxShown)];
        StateHasChanged();
        return _found.Count;
    }

    /// <returns>The words of one that was chosen, filled in, and the places that nothing could fill.</returns>
    [JSInvokable]
    public Chosen? Choose(int place)
    {
        if (_found is null || place < 0 || place >= _found.Count)
            return null;
        var reply = _found[place];
        var hours = HoursInWords.Say(Team.Hours, Conversation.Language, Time.GetUtcNow());
        var text = Placeholders.Fill(reply.Text,
            CasePlaceholders.Of(Conversation.Customer, Open.Handover?.Brief, Open.Messages, Session.Agent.DisplayName, hours));
        return new Chosen(nameof(InsertionKind.Canned), reply.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), text,
            [.. Placeholders.Unfilled(text)]);
    }

    [JSInvokable]
    public void Close()
    {
        (_found, _replies) = (null, []);
        StateHasChanged();
    }

    /// <summary>Other places than before are not filled.</summary>
    [JSInvokable]
    public void Left(string[] places)
    {
        _unfilled = [.. places.Take(8)];
        StateHasChanged();
    }

    /// <summary>What was chosen did not fit.</summary>
    [JSInvokable]
    public void Overlong()
    {
        _notice = Words.Say("PutTooLong", AgentReplies.MaxReplyLength);
        StateHasChanged();
    }

    private async Task SuggestAsync(int asked, bool wanted)
    {
        var (messages, language) = (Open.Messages, Conversation.Language);
        Suggestions? found = null;
        try
        {
            // Apart from what is painted: ranking takes milliseconds in which nobody could type.
            if (wanted)
                found = await Task.Run(() => Suggester.FindAsync(messages, language, _leaving), _leaving);
        }
        catch (OperationCanceledException)
        {
            return;
        }
#pragma warning disable CA1031 // Without suggestions one types; whatever failed, the conversation must go on.
        catch (Exception)
#pragma warning restore CA1031
        {
            found = null;
        }
        if (asked != _asked || (found is null && _suggestions is null))
            return;
        await InvokeAsync(() =>
        {
            if (asked != _asked)
                return;
            _suggestions = found;
            StateHasChanged();
        });
    }

    private string Preview(Article article)
    {
        var text = Texts.Of(article, Conversation.Channel);
        return text.Length > PreviewLength ? text[..PreviewLength] + "…" : text;
    }

    private Task SuggestAsync(Suggestion one) =>
        PutAsync(new Inserted(InsertionKind.Suggestion, one.Article.Id.Value, Texts.Of(one.Article, Conversation.Channel)));

    private async Task PutAsync(Inserted words)
    {
        _notice = await Script.PutAsync(words) == PutResult.TooLong ? Words.Say("PutTooLong", AgentReplies.MaxReplyLength) : null;
    }

    private async Task DraftAsync()
    {
        if (_drafting || _suggestions is not { } found)
            return;
        (_drafting, _notice) = (true, null);
        try
        {
            var written = await Drafts.WriteAsync(Conversation, found, _leaving);
            if (written is { Outcome: WritingOutcome.Written, Text: { } text })
                await PutAsync(new Inserted(InsertionKind.Draft, string.Join(',', written.Cited.Select(a => a.Id)),
                    Texts.Of(text, Conversation.Channel)));
            else
                _notice = Words["NotDrafted_" + ModelSilence.Of(written.Outcome)];
        }
        catch (Exception failure) when (failure is OperationCanceledException || StorageFailure.IsDatabase(failure))
        {
            _notice = Words["NotDrafted_" + ModelSilence.Away];
        }
        finally
        {
            _drafting = false;
        }
    }

    private Task FoldAsync()
    {
        _folded = !_folded;
        return Script.FoldAsync(Session.Agent.Id, _folded);
    }

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
        _self?.Dispose();
    }
}

/// <summary>A canned reply as the browser puts it in.</summary>
/// <param name="Unfilled">The places that nothing could fill, as they stand.</param>
public sealed record Chosen(string Kind, string Id, string Text, IReadOnlyList<string> Unfilled);
