using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CxBot.Web.Desk.OneConversation.Replying;

/// <summary>The composer in the browser: it answers each key at once, and keeps what is written and attached.</summary>
public sealed class ComposerScript(IJSRuntime browser, OpenPage page) : ScriptModule(browser, page, "desk/composer.js")
{
    /// <returns>The files of the box's draft, as <see cref="DraftFiles"/> sealed them; null where the box has this draft already.</returns>
    public Task<string[]?> AttachAsync<T>(ElementReference box, DotNetObjectReference<T> owner, string draftKey, bool enterSends)
        where T : class => CallAsync<string[]?>("attachComposer", box, owner, draftKey, enterSends);

    /// <summary>What is about to be sent, and its id: the same words of the same draft keep theirs, also through a reload.</summary>
    /// <param name="files">What tells one from another where nothing is written.</param>
    public Task<Composed?> ReadAsync(ElementReference box, string files) => CallAsync<Composed?>("readComposer", box, files);

    /// <summary>Keeps what is attached with the draft.</summary>
    public Task KeepFilesAsync(string draftKey, IReadOnlyList<string> files) => CallAsync("keepFiles", draftKey, files);

    /// <summary>Takes away what was sent; what has been typed since stays.</summary>
    public Task ClearAsync(ElementReference box, string sent) => CallAsync("clearComposer", box, sent);
}

/// <summary>What stands in the composer.</summary>
/// <param name="Id">Made by the browser for these words.</param>
public sealed record Composed(string Text, string Id);
