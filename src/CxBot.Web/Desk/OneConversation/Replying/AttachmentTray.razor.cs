using CxBot.Conversations;
using CxBot.Media;
using CxBot.Web.Channels;
using CxBot.Web.Desk.Lists;
using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;

namespace CxBot.Web.Desk.OneConversation.Replying;

/// <summary>What goes out with the next reply: on its way, there, or refused and why.</summary>
public sealed partial class AttachmentTray
{
    /// <summary>So many files go with one reply.</summary>
    public const int MaxFiles = 10;

    /// <summary>A bar that moves more often than by so many percent only keeps the connection busy.</summary>
    private const int Step = 5;

    private readonly List<AttachedFile> _all = [];
    private readonly CancellationTokenSource _left = new();
    private string? _notice;
    private string? _noticeId;

    [Inject] private DeskMedia Media { get; set; } = null!;
    [Inject] private DraftFiles Drafts { get; set; } = null!;
    [Inject] private DeskSession Session { get; set; } = null!;
    [Inject] private OpenPage Page { get; set; } = null!;
    [Inject] private ChannelRegistry Channels { get; set; } = null!;

    [Parameter, EditorRequired] public required Conversation Conversation { get; set; }

    /// <summary>Other files are there now.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    /// <summary>The files that are there, in their order.</summary>
    public IReadOnlyList<MediaReference> Files => [.. _all.Select(file => file.Stored).OfType<MediaReference>()];

    /// <summary>Some are still on their way.</summary>
    public bool IsBusy => _all.Exists(file => file.IsComing);

    /// <summary>The same files, as the browser may keep them.</summary>
    public IReadOnlyList<string> Sealed => [.. Files.Select(file => Drafts.Seal(Session.Agent.Id, Conversation.Id, file.Id))];

    private ChannelTraits Channel => Channels.Of(Conversation.Channel);

    /// <summary>Takes what was chosen, pasted or dropped; each is stored by itself.</summary>
    public async Task AttachAsync(InputFileChangeEventArgs chosen)
    {
        _all.RemoveAll(file => file is { Problem: not null, CanTryAgain: false });
        var room = Math.Max(0, MaxFiles - _all.Count);
        Tell(chosen.FileCount > room ? Words.Say("TooManyFiles", MaxFiles) : null, "too-many-files");
        var coming = chosen.GetMultipleFiles(chosen.FileCount).Take(room).Select(file => new AttachedFile(file.Name, file.Size)
        {
            Source = file,
        }).ToList();
        _all.AddRange(coming);
        StateHasChanged();
        foreach (var file in coming)
            await StoreAsync(file);
    }

    /// <summary>Puts back what a draft had.</summary>
    /// <param name="kept">As the browser kept them.</param>
    public async Task RestoreAsync(IReadOnlyList<string> kept)
    {
        if (_left.IsCancellationRequested)
            return;
        try
        {
            var found = await Drafts.FindAsync(Session.Agent.Id, Conversation.Id, kept, _left.Token);
            var known = Files.Select(file => file.Id).ToHashSet();
            _all.AddRange(found.Where(file => !known.Contains(file.Id)).Select(AttachedFile.Of));
            Tell(found.Count < kept.Count ? Words["DraftFilesGone"] : null, "draft-files-gone");
        }
        catch (Exception failure) when (StorageFailure.IsDatabase(failure))
        {
            Tell(Words["DraftFilesLater"], "draft-files-gone");
        }
        StateHasChanged();
    }

    /// <summary>They were sent. What was refused stays until it is looked at.</summary>
    public void Clear()
    {
        _all.RemoveAll(file => file.Stored is not null);
        Tell(null, null);
        StateHasChanged();
    }

    private async Task TryAgainAsync(AttachedFile file)
    {
        file.BeginAgain();
        await StoreAsync(file);
    }

    private async Task StoreAsync(AttachedFile file)
    {
        if (_left.IsCancellationRequested)
            return;
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(_left.Token, Page.Left);
        try
        {
            await TakeAsync(file, file.Source!, gone.Token);
        }
        catch (OperationCanceledException)
        {
            // Nobody looks at the conversation any more, or the connection is lost: the browser still has the file.
            if (_left.IsCancellationRequested)
                return;
            file.Refuse(Words["FileNotKeptTryAgain"], canTryAgain: true);
        }
        StateHasChanged();
        await OnChanged.InvokeAsync();
    }

    private async Task TakeAsync(AttachedFile file, IBrowserFile source, CancellationToken cancellationToken)
    {
        var still = Refusal(source.ContentType, 0) is null ? null : await Media.StillAsync(source);
        var saved = await Media.SaveAsync(still ?? source, Conversation.Id, come => Come(file, come), cancellationToken);
        if (saved.File is not { } stored)
        {
            file.Refuse(saved.Refused is { } refused ? Words.For(refused) : Words["FileNotKeptTryAgain"], saved.Refused is null);
        }
        else if (Refusal(stored.ContentType, stored.Bytes) is { } refusal)
        {
            // Said now, and not after it was sent.
            file.Refuse(refusal, canTryAgain: false);
            await Media.RemoveAsync(stored.Id, CancellationToken.None);
        }
        else if (!_all.Contains(file))
        {
            // Taken away while it was coming.
            await Media.RemoveAsync(stored.Id, CancellationToken.None);
        }
        else
        {
            file.Keep(stored);
            if (still is not null)
                Tell(Words.Say("MadeStill", ChannelNames.Say(Words, Channel)), "made-still");
        }
    }

    private void Come(AttachedFile file, long bytes)
    {
        var before = file.Percent / Step;
        file.Come = bytes;
        if (file.Percent / Step != before)
            _ = InvokeAsync(StateHasChanged);
    }

    private async Task RemoveAsync(AttachedFile file)
    {
        _all.Remove(file);
        Tell(null, null);
        if (file.Stored is not { } stored)
            return;
        await OnChanged.InvokeAsync();
        await Media.RemoveAsync(stored.Id, CancellationToken.None);
    }

    /// <summary>Why the channel would not take such a file; null where it would.</summary>
    private string? Refusal(string contentType, long bytes) => Channel.RefuseFile?.Invoke(contentType, bytes, Words.Language);

    private void Tell(string? notice, string? id) => (_notice, _noticeId) = (notice, id);

    private static string IconOf(AttachedFile file) => file.Source?.ContentType is { } type && type.StartsWith("image/",
        StringComparison.Ordinal) ? Icons.Material.Outlined.Image : Icons.Material.Outlined.InsertDriveFile;

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }
}
