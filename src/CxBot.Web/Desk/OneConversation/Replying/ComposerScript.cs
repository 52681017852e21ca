using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CxBot.Web.Desk.OneConversation.Replying;

/// <summary>The composer in the browser: it answers each key at once, and keeps what is written.</summary>
public sealed class ComposerScript(IJSRuntime browser, OpenPage page) : ScriptModule(browser, page, "desk/composer.js")
{
    public Task AttachAsync<T>(ElementReference box, DotNetObjectReference<T> owner, string draftKey, bool enterSends) where T : class =>
        CallAsync("attachComposer", box, owner, draftKey, enterSends);

    /// <summary>What is about to be sent, and its id: the same words of the same draft keep theirs, also through a reload.</summary>
    /// <param name="files">What tells one from another where nothing is written.</param>
    public Task<Composed?> ReadAsync(ElementReference box, string files) => CallAsync<Composed?>("readComposer", box, files);

    /// <summary>Takes away what was sent; what has been typed since stays.</summary>
    public Task ClearAsync(ElementReference box, string sent) => CallAsync("clearComposer", box, sent);
}

/// <summary>What stands in the composer.</summary>
/// <param name="Id">Made by the browser for these words.</param>
public sealed record Composed(string Text, string Id);
