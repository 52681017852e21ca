using CxBot.Conversations;
using Microsoft.AspNetCore.Components.Forms;

namespace CxBot.Web.Desk.OneConversation;

/// <summary>The one place where the desk touches stored files.</summary>
public sealed class DeskMedia
{
    /// <summary>The largest file that an agent may send, in bytes.</summary>
    public const long LargestBytes = 16 * 1024 * 1024;

    /// <summary>What the browser offers to choose.</summary>
    public const string Accepts = ".png,.jpg,.jpeg,.webp,.gif,.pdf,.txt,.docx,.xlsx,.ogg,.mp3,.m4a,.mp4";

    /// <summary>Whether files can be sent at all.</summary>
    public bool CanSave => false;

    /// <summary>Where a file can be fetched for now; null where it cannot.</summary>
    public string? Link(MediaReference file) => null;

    /// <summary>Stores a file of this conversation; null where it is of a kind that is not taken.</summary>
    public Task<MediaReference?> SaveAsync(IBrowserFile file, string conversationId, CancellationToken cancellationToken) => Task.FromResult<MediaReference?>(null);
}
