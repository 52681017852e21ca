using CxBot.Conversations;
using CxBot.Media;
using CxBot.Web.Channels;
using CxBot.Web.Channels.Media;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace CxBot.Web.Desk.OneConversation;

/// <summary>The one place where the desk touches stored files.</summary>
public sealed class DeskMedia(MediaStore store, MediaLinks links, TimeProvider time)
{
    /// <summary>A photo made from another kind of picture is at most so wide and high: WhatsApp shows none larger.</summary>
    private const int WidestStill = 1600;

    /// <summary>A browser that cannot read a picture says nothing at all.</summary>
    private static readonly TimeSpan StillPatience = TimeSpan.FromSeconds(15);

    /// <summary>The largest file that a browser may begin to send, in bytes; the store's own limits are finer.</summary>
    private const long LargestBytes = 16 * 1024 * 1024;

    /// <summary>Where a file can be fetched, for an hour.</summary>
    public string Link(MediaReference file) => links.ForFile(file.Id);

    /// <summary>Stores a file of this conversation.</summary>
    public Task<SavedFile> SaveAsync(IBrowserFile file, string conversationId, CancellationToken cancellationToken) =>
        KeepAsync(file, conversationId, cancellationToken);

    /// <summary>
    /// A gif or webp as a photo, its first picture where it moves. The agent's own browser makes it, which reads both better than a library
    /// would.
    /// </summary>
    /// <returns>Null where it is another kind, or the browser cannot read it.</returns>
    public async Task<IBrowserFile?> StillAsync(IBrowserFile file)
    {
        if (FileKind.Of(file.ContentType) is not { } kind || (kind != FileKind.Gif && kind != FileKind.Webp))
            return null;
        return await AsAsync(FileKind.Png) is { } png && png.Size <= store.LargestImage ? png : await AsAsync(FileKind.Jpeg);

        async Task<IBrowserFile?> AsAsync(FileKind wanted)
        {
            try
            {
                return await file.RequestImageFileAsync(wanted.ContentType, WidestStill, WidestStill).AsTask()
                    .WaitAsync(StillPatience, time);
            }
            catch (Exception failure) when (failure is JSException or TimeoutException or OperationCanceledException)
            {
                return null;
            }
        }
    }

    /// <summary>Stores an agent's photo.</summary>
    public async Task<SavedFile> SavePhotoAsync(IBrowserFile file, CancellationToken cancellationToken)
    {
        var saved = await KeepAsync(file, null, cancellationToken);
        if (saved.File is not { } kept || FileKind.Of(kept.ContentType) is { IsImage: true })
            return saved;
        await store.RemoveAsync([kept.Id], cancellationToken);
        return new(null, MediaRefusal.WrongKind);
    }

    /// <summary>Forgets a file that was not sent after all, or a photo that was replaced.</summary>
    public Task RemoveAsync(string id, CancellationToken cancellationToken) => store.RemoveAsync([id], cancellationToken);

    private async Task<SavedFile> KeepAsync(IBrowserFile file, string? conversationId, CancellationToken cancellationToken)
    {
        if (file.Size > LargestBytes)
            return new(null, MediaRefusal.TooLarge);
        try
        {
            await using var content = file.OpenReadStream(LargestBytes, cancellationToken);
            return new(await store.SaveAsync(content, file.Name, conversationId, cancellationToken), null);
        }
        catch (MediaRefusedException refused)
        {
            return new(null, refused.Reason);
        }
        catch (Exception failure) when (StorageFailure.IsDatabase(failure) || failure is IOException or UnauthorizedAccessException)
        {
            return new(null, null);
        }
    }
}

/// <summary>A file that was kept, or why it was not; neither where the storage failed, and another try may do.</summary>
public sealed record SavedFile(MediaReference? File, MediaRefusal? Refused);
