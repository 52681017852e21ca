using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Continuation;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Language;
using CxBot.Turns;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Channels.WhatsApp;
using CxBot.Web.Desk.Lists;
using CxBot.Web.Desk.Live;
using CxBot.Web.Desk.SignIn;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CxBot.Web.Desk.OneConversation;

public sealed partial class Composer
{
    private readonly List<MediaReference> files = [];
    private ElementReference box;
    private DotNetObjectReference<Composer>? self;
    private string? attachedAs;
    private bool note;
    private bool wasTakeable;
    private bool sending;
    private string? error;
    private string? notice;

    [Inject] private DeskScript Script { get; set; } = null!;
    [Inject] private DeskMedia Media { get; set; } = null!;
    [Inject] private AgentReplies Replies { get; set; } = null!;
    [Inject] private DeskSessions Sessions { get; set; } = null!;
    [Inject] private Typing Typing { get; set; } = null!;
    [Inject] private ConversationActs Acts { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    [Parameter, EditorRequired] public required Conversation Conversation { get; set; }
    [Parameter] public string? OwnerName { get; set; }
    [Parameter] public string? CustomerName { get; set; }
    [Parameter] public EventCallback OnSent { get; set; }
    [Parameter] public EventCallback OnConflict { get; set; }
    [Parameter] public EventCallback OnTake { get; set; }

    private bool IsMine => Conversation.Status == ConversationStatus.WithAgent && Conversation.OwnerId == Session.Agent.Id;

    private bool CanWrite => note || (IsMine && !TemplatesOnly);

    /// <summary>Who reads a waiting conversation may begin to write: keys that are struck while it is being taken must not get lost.</summary>
    private bool IsTakeable => !note && (Conversation.Status == ConversationStatus.WaitingForAgent || Conversation.IsOnShopPhone);

    /// <summary>The channel takes no free reply any more.</summary>
    private bool TemplatesOnly => !note && IsMine && !ReplyWindow.Of(Conversation, Time.GetUtcNow()).IsOpen;

    private string To => note
        ? Words["NoteTo"]
        : Words.Say("ReplyTo", CustomerName ?? Words["Visitor"], ChannelNames.Say(Words, Conversation.Channel));

    private string Placeholder => note ? Words["NotePlaceholder"] : Conversation.Status switch
    {
        ConversationStatus.WithAgent when IsMine => Words["ReplyPlaceholder"],
        ConversationStatus.WithAgent when Conversation.IsOnShopPhone => Words["ReplyShopPhone"],
        ConversationStatus.WithAgent => Words.Say("ReplyOthers", OwnerName ?? Words["Team"]),
        ConversationStatus.WaitingForAgent => Words["ReplyTakeFirst"],
        ConversationStatus.Resolved => Words["ReplyResolved"],
        _ => Words["ReplyWithBot"],
    };

    // A reply and a note never share a draft: the one must not go out as the other. Nor do two agents at one computer.
    private string DraftKey => $"{Session.Agent.Id}:{(note ? "note" : "reply")}:{Conversation.Id}";

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        self ??= DotNetObjectReference.Create(this);
        if (TemplatesOnly)
        {
            attachedAs = null;
            return;
        }
        await GreetAsync();
        var wanted = $"{DraftKey}:{Session.EnterSends}";
        if (attachedAs == wanted) return;
        attachedAs = wanted;
        await Script.AttachComposerAsync(box, self, DraftKey, Session.EnterSends);
    }

    /// <summary>Who has just taken it goes on to write.</summary>
    private async Task GreetAsync()
    {
        var taken = wasTakeable && IsMine;
        wasTakeable = IsTakeable;
        if (taken) await box.FocusAsync();
    }

    /// <summary>A key was pressed; the script says so at most every three seconds.</summary>
    /// <returns>Whether the next three seconds need no word; false where the conversation is not the agent's yet.</returns>
    [JSInvokable]
    public bool Typed()
    {
        if (note) return true;
        if (!IsMine || !Sessions.WasThere(Session.Agent.Id)) return false;
        Typing.Report(Conversation.Id, TypingSide.Team, Session.Agent.DisplayName);
        return true;
    }

    [JSInvokable]
    public async Task EnterAsync()
    {
        await SendAsync();
        StateHasChanged();
    }

    private async Task TurnAsync(bool toNote)
    {
        if (note == toNote) return;
        note = toNote;
        error = null;
        await Task.Yield();
        if (!TemplatesOnly) await box.FocusAsync();
    }

    private async Task SendAsync()
    {
        if (sending || !CanWrite) return;
        if (await Script.ReadComposerAsync(box, string.Join(',', files.Select(file => file.Id))) is not var (written, id)) return;
        var text = written.Trim();
        if (text.Length == 0 && (note || files.Count == 0)) return;
        (sending, error) = (true, null);
        try
        {
            if (note) await Replies.NoteAsync(Conversation.Id, Session.Agent, text, CancellationToken.None, id);
            else await Replies.ReplyAsync(Conversation.Id, Session.Agent, text, files.Count == 0 ? null : [.. files], id, CancellationToken.None);
            if (!note) files.Clear();
            notice = null;
            await Script.ClearComposerAsync(box, written);
            // Back to the customer: a reply must never be written into a note by habit.
            note = false;
            await OnSent.InvokeAsync();
        }
        catch (ConversationConflictException conflict)
        {
            // The words stay in the box: they were not sent, and they are the agent's.
            error = Words[conflict is AgentShutOutException ? "ShutOut" : "NotSentNotYours"];
            await OnConflict.InvokeAsync();
        }
        catch (Exception failure) when (StorageFailure.IsDatabase(failure))
        {
            // Words and files stay, and so does their id: the next try sends once, whatever became of this one.
            error = Words[note ? "NotStoredTryAgain" : "NotSentTryAgain"];
        }
        finally
        {
            sending = false;
        }
    }

    private async Task AttachAsync(InputFileChangeEventArgs chosen)
    {
        (error, notice) = (null, null);
        var still = IsWhatsApp ? await Media.StillAsync(chosen.File) : null;
        var saved = await Media.SaveAsync(still ?? chosen.File, Conversation.Id, CancellationToken.None);
        if (saved.File is not { } file)
        {
            error = saved.Refused is { } refused ? Words.For(refused) : Words["FileNotKeptTryAgain"];
        }
        else if (IsWhatsApp && WhatsAppFiles.Problem(file) is { } problem)
        {
            // Said now, and not after it was sent.
            error = Words.For(problem);
            await Media.RemoveAsync(file.Id, CancellationToken.None);
        }
        else
        {
            files.Add(file);
            if (still is not null) notice = Words["MadeStill"];
        }
    }

    private bool IsWhatsApp => Conversation.Channel == CxBot.Conversations.Channels.WhatsApp;

    private Task RemoveAsync(MediaReference file)
    {
        files.Remove(file);
        notice = null;
        return Media.RemoveAsync(file.Id, CancellationToken.None);
    }

    public void Dispose() => self?.Dispose();
}
