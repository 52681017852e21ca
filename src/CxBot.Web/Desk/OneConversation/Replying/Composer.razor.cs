using CxBot.Agents;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Web.Channels;
using CxBot.Web.Desk.Lists;
using CxBot.Web.Desk.Live;
using CxBot.Web.Desk.OneConversation.Acts;
using CxBot.Web.Desk.OneConversation.Aids;
using CxBot.Web.Desk.SignIn;
using CxBot.Web.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace CxBot.Web.Desk.OneConversation.Replying;

public sealed partial class Composer
{
    // A reply and a note never share a box or a draft: the one must not go out as the other.
    private ElementReference _reply;
    private ElementReference _internal;
    private ReplyAids? _aids;
    private AttachmentTray? _tray;
    private DotNetObjectReference<Composer>? _self;
    private (string Draft, bool EnterSends)? _replyAttachedAs;
    private (string Draft, bool EnterSends)? _noteAttachedAs;
    private bool _note;
    private bool _wasTakeable;
    private bool _sending;
    private string? _error;

    [Inject] private ComposerScript Script { get; set; } = null!;
    [Inject] private AgentReplies Replies { get; set; } = null!;
    [Inject] private DeskSessions Sessions { get; set; } = null!;
    [Inject] private Typing Typing { get; set; } = null!;
    [Inject] private ConversationActs Acts { get; set; } = null!;
    [Inject] private ChannelRegistry Channels { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    [Parameter, EditorRequired] public required Conversation Conversation { get; set; }
    [Parameter] public string? OwnerName { get; set; }
    [Parameter] public string? CustomerName { get; set; }
    [Parameter] public EventCallback OnSent { get; set; }
    [Parameter] public EventCallback OnConflict { get; set; }
    [Parameter] public EventCallback OnTake { get; set; }

    private bool IsMine => Conversation.IsWith(Session.Agent.Id);

    private bool CanWrite => _note || (IsMine && !RepliesByTemplate);

    /// <summary>
    /// Who reads a waiting conversation may begin to write: keys that are struck while it is being taken must not get lost.
    /// </summary>
    private bool MayTake => Conversation.Status == ConversationStatus.WaitingForAgent || Conversation.IsOnShopPhone;

    private bool IsTakeable => !_note && MayTake;

    /// <summary>The channel takes no free reply any more.</summary>
    private bool RepliesByTemplate => IsMine && !ReplyWindow.OfAgents(Channel, Conversation, Time.GetUtcNow()).IsOpen;

    private bool TemplatesOnly => !_note && RepliesByTemplate;

    private string To => _note
        ? Words["NoteTo"]
        : Words.Say("ReplyTo", CustomerName ?? Words["Visitor"], ChannelNames.Say(Words, Channel));

    private string Placeholder => Conversation.Status switch
    {
        ConversationStatus.WithAgent when IsMine => Words["ReplyPlaceholder"],
        ConversationStatus.WithAgent when Conversation.IsOnShopPhone => Words["ReplyShopPhone"],
        ConversationStatus.WithAgent => Words.Say("ReplyOthers", OwnerName ?? Words["Team"]),
        ConversationStatus.WaitingForAgent => Words["ReplyTakeFirst"],
        ConversationStatus.Resolved => Words["ReplyResolved"],
        _ => Words["ReplyWithBot"],
    };

    // Two agents at one computer share no draft either.
    private string ReplyKey => $"{Session.Agent.Id}:reply:{Conversation.Id}";

    private string NoteKey => $"{Session.Agent.Id}:note:{Conversation.Id}";

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        _self ??= DotNetObjectReference.Create(this);
        if (RepliesByTemplate)
            _replyAttachedAs = null;
        else
            await AttachReplyAsync(_self);
        var asNote = (NoteKey, Session.EnterSends);
        if (_noteAttachedAs == asNote)
            return;
        _noteAttachedAs = asNote;
        await Script.AttachAsync(_internal, _self, NoteKey, Session.EnterSends);
    }

    private async Task AttachReplyAsync(DotNetObjectReference<Composer> self)
    {
        await GreetAsync();
        var asReply = (ReplyKey, Session.EnterSends);
        if (_replyAttachedAs == asReply)
            return;
        _replyAttachedAs = asReply;
        var attached = await Script.AttachAsync(_reply, self, ReplyKey, Session.EnterSends);
        if (attached is { Length: > 0 } && _tray is not null)
            await _tray.RestoreAsync(attached);
    }

    /// <summary>Who has just taken it goes on to write.</summary>
    private async Task GreetAsync()
    {
        var taken = _wasTakeable && IsMine;
        _wasTakeable = IsTakeable || (!_note && Conversation.Status is ConversationStatus.WithBot or ConversationStatus.Resolved);
        if (taken)
            await _reply.FocusAsync();
    }

    /// <summary>A key was pressed; the script says so at most every three seconds.</summary>
    /// <returns>Whether the next three seconds need no word; false where the conversation is not the agent's yet.</returns>
    [JSInvokable]
    public bool Typed()
    {
        if (_note)
            return true;
        if (!IsMine || !Sessions.WasThere(Session.Agent.Id))
            return false;
        Typing.Report(Conversation.Id, TypingSide.Team, Session.Agent.DisplayName);
        return true;
    }

    /// <summary>Enter was pressed in a box, which says what it is sent as.</summary>
    [JSInvokable]
    public async Task EnterAsync(bool inNote)
    {
        Turn(inNote);
        await SendAsync();
        StateHasChanged();
    }

    private void Turn(bool toNote)
    {
        if (_note == toNote)
            return;
        _note = toNote;
        _error = null;
    }

    private async Task StoreAsync(string text, bool asNote, IReadOnlyList<MediaReference> files, string id)
    {
        if (asNote)
        {
            await Replies.NoteAsync(Conversation.Id, Session.Agent, text, CancellationToken.None, id);
            return;
        }
        await Replies.ReplyAsync(Conversation.Id, Session.Agent, text, files, id, _aids is null ? [] : await _aids.ReadAsync(),
            CancellationToken.None);
        _tray?.Clear();
        if (_aids is not null)
            await _aids.SentAsync();
    }

    private async Task SendAsync()
    {
        if (_sending || !CanWrite)
            return;
        // What is sent as a note stays one, whatever is turned to meanwhile.
        var asNote = _note;
        if (!asNote && _tray is { IsBusy: true })
        {
            _error = Words["FilesStillComing"];
            return;
        }
        var box = asNote ? _internal : _reply;
        var files = asNote ? [] : _tray?.Files ?? [];
        if (await Script.ReadAsync(box, string.Join(',', files.Select(file => file.Id))) is not var (written, id)
            || (written.AsSpan().Trim().IsEmpty && files.Count == 0))
            return;
        // Why what is written cannot go out as it is.
        _error = asNote ? null : _aids?.Refuse(written.Trim());
        if (_error is null)
            await SendAsync(box, written, asNote, files, id);
    }

    private async Task SendAsync(ElementReference box, string written, bool asNote, IReadOnlyList<MediaReference> files, string id)
    {
        _sending = true;
        try
        {
            await StoreAsync(written.Trim(), asNote, files, id);
            await Script.ClearAsync(box, written);
            // Back to the customer: a reply must never be written into a note by habit.
            _note = false;
            await OnSent.InvokeAsync();
        }
        catch (ConversationConflictException conflict)
        {
            // The words stay in the box: they were not sent, and they are the agent's.
            _error = Words[conflict is AgentShutOutException ? "ShutOut" : "NotSentNotYours"];
            await OnConflict.InvokeAsync();
        }
        catch (Exception failure) when (StorageFailure.IsDatabase(failure))
        {
            // Words and files stay, and so does their id: the next try sends once, whatever became of this one.
            _error = Words[asNote ? "NotStoredTryAgain" : "NotSentTryAgain"];
        }
        finally
        {
            _sending = false;
        }
    }

    /// <summary>Takes files, and goes back to the words that go with them.</summary>
    private async Task AttachAsync(InputFileChangeEventArgs chosen)
    {
        _error = null;
        if (_tray is null)
            return;
        var attaching = _tray.AttachAsync(chosen);
        await _reply.FocusAsync();
        await attaching;
    }

    private Task KeepFilesAsync() => Script.KeepFilesAsync(ReplyKey, _tray?.Sealed ?? []);

    private ChannelTraits Channel => Channels.Of(Conversation.Channel);

    public void Dispose() => _self?.Dispose();
}
