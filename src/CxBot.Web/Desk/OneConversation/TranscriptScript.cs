using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CxBot.Web.Desk.OneConversation;

/// <summary>The transcript in the browser: it stays at its end for who is at its end.</summary>
public sealed class TranscriptScript(IJSRuntime browser, OpenPage page) : ScriptModule(browser, page, "desk/transcript.js")
{
    public Task AttachAsync<T>(ElementReference transcript, ConversationId conversationId,
        DotNetObjectReference<T> owner) where T : class =>
        CallAsync("attachTranscript", transcript, conversationId, owner);

    /// <summary>Whether the reader can see the page at all.</summary>
    public Task<bool> IsVisibleAsync() => CallAsync<bool>("isVisible");

    public Task ScrollToEndAsync(ElementReference transcript) => CallAsync("scrollToEnd", transcript);

    /// <summary>Before earlier messages are put above: what is being read stays where it is.</summary>
    public Task KeepPlaceAsync(ElementReference transcript) => CallAsync("keepPlace", transcript);
}
