using System.Collections.Concurrent;
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
    /// <summary>Of so many documents it is remembered how many pages they have.</summary>
    private const int MaxCounted = 1000;

    private readonly ConcurrentDictionary<string, int?> _pages = new();

    /// <summary>A photo made from another kind of picture is at most so wide and high: WhatsApp shows none larger.</summary>
    private const int WidestStill = 1600;

    /// <summary>A browser that cannot read a picture says nothing at all.</summary>
    private static readonly TimeSpan StillPatience = TimeSpan.FromSeconds(15);

    /// <summary>The largest file that a browser may begin to send, in bytes; the store's own limits are finer.</summary>
    private const long LargestBytes = 16 * 1024 * 1024;

    /// <summary>Where a file can be fetched, for an hour.</summary>
    public string Link(MediaReference file) => links.ForFile(file.Id);

    /// <summary>Stores a file of this conversation.</summary>
    /// <param name="come">Told how many bytes have come.</param>
    public Task<SavedFile> SaveAsync(IBrowserFile file, ConversationId conversationId, Action<long> come,
        CancellationToken cancellationToken) =>
        KeepAsync(file, conversationId, come, cancellationToken);

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

    /// <summary>How many pages a PDF has; null where it does not say so plainly.</summary>
    public async Task<int?> PagesAsync(MediaReference file, CancellationToken cancellationToken)
    {
        if (_pages.TryGetValue(file.Id, out var known))
            return known;
        if (await store.OpenAsync(file.Id, cancellationToken) is not var (_, content))
            return null;
        await using (content)
        {
            var bytes = new byte[content.Length];
            await content.ReadExactlyAsync(bytes, cancellationToken);
            if (_pages.Count >= MaxCounted)
                _pages.Clear();
            return _pages[file.Id] = PdfPages.Count(bytes);
        }
    }

    /// <summary>Stores an agent's photo.</summary>
    public async Task<SavedFile> SavePhotoAsync(IBrowserFile file, CancellationToken cancellationToken)
    {
        var saved = await KeepAsync(file, null, _ => { }, cancellationToken);
        if (saved.File is not { } kept || FileKind.Of(kept.ContentType) is { IsImage: true })
            return saved;
        await store.RemoveAsync([kept.Id], cancellationToken);
        return new(null, MediaRefusal.WrongKind);
    }

    /// <summary>Forgets a file that was not sent after all, or a photo that was replaced.</summary>
    public Task RemoveAsync(string id, CancellationToken cancellationToken) => store.RemoveAsync([id], cancellationToken);

    private async Task<SavedFile> KeepAsync(IBrowserFile file, ConversationId? conversationId, Action<long> come,
        CancellationToken cancellationToken)
    {
        if (file.Size > LargestBytes)
            return new(null, MediaRefusal.TooLarge);
        try
        {
            await using var content = new CountedStream(file.OpenReadStream(LargestBytes, cancellationToken), come);
            return new(await store.SaveAsync(content, file.Name, conversationId, cancellationToken), null);
        }
        catch (MediaRefusedException refused)
        {
            return new(null, refused.Reason);
        }
        catch (Exception failure) when (StorageFailure.IsDatabase(failure) || failure is IOException or UnauthorizedAccessException
            || (BrokeOff(failure) && !cancellationToken.IsCancellationRequested))
        {
            return new(null, null);
        }
    }

    /// <summary>The browser, or the way to it, was gone before all of it had come.</summary>
    private static bool BrokeOff(Exception failure) =>
        failure is InvalidDataException or TimeoutException or JSException or JSDisconnectedException or OperationCanceledException;
}

/// <summary>A file that was kept, or why it was not; neither where the storage failed, and another try may do.</summary>
public sealed record SavedFile(MediaReference? File, MediaRefusal? Refused);
