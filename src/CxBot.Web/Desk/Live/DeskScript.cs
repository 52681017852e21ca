using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CxBot.Web.Desk.Live;

/// <summary>
/// The desk's small script in the browser: <c>wwwroot/desk/desk.js</c>. A lost connection is no error here: the page reloads by itself.
/// </summary>
public sealed class DeskScript(IJSRuntime browser) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    /// <summary>Tells the script the server's clock, and learns what the browser knows.</summary>
    public async Task<BrowserFacts?> StartAsync(DateTimeOffset now, string waitWords) =>
        await CallAsync<BrowserFacts?>("start", now.ToUnixTimeMilliseconds(), waitWords);

    /// <summary>Something new waits: a sound, and a notification where they are allowed.</summary>
    public Task AlertAsync(string title, string text, string address) => CallAsync("alertAgent", title, text, address);

    public Task SetAsync(string name, string value) => CallAsync("choose", name, value);

    public Task<bool> CopyAsync(string text) => CallAsync<bool>("copy", text);

    /// <summary>Asks the browser to allow notifications.</summary>
    public Task<string?> AskNotificationsAsync() => CallAsync<string?>("askNotifications");

    public Task AttachListAsync(ElementReference list) => CallAsync("attachList", list);

    public Task AttachTranscriptAsync<T>(ElementReference transcript, string conversationId, DotNetObjectReference<T> owner) where T
        : class =>
        CallAsync("attachTranscript", transcript, conversationId, owner);

    /// <summary>Whether the reader can see the page at all.</summary>
    public Task<bool> IsVisibleAsync() => CallAsync<bool>("isVisible");

    public Task ScrollToEndAsync(ElementReference transcript) => CallAsync("scrollToEnd", transcript);

    public Task KeepPlaceAsync(ElementReference transcript) => CallAsync("keepPlace", transcript);

    public Task AttachComposerAsync<T>(ElementReference box, DotNetObjectReference<T> owner, string draftKey, bool enterSends) where T
        : class =>
        CallAsync("attachComposer", box, owner, draftKey, enterSends);

    /// <summary>What is about to be sent, and its id: the same words of the same draft keep theirs, also through a reload.</summary>
    /// <param name="files">What tells one from another where nothing is written.</param>
    public Task<Composed?> ReadComposerAsync(ElementReference box, string files) => CallAsync<Composed?>("readComposer", box, files);

    /// <summary>Takes away what was sent; what has been typed since stays.</summary>
    public Task ClearComposerAsync(ElementReference box, string sent) => CallAsync("clearComposer", box, sent);

    /// <summary>Reads a text that may be longer than one message of the connection.</summary>
    /// <param name="most">In bytes of UTF-8.</param>
    /// <returns>Null where it is longer.</returns>
    public async Task<string?> ReadLongTextAsync(ElementReference box, long most)
    {
        if (await CallAsync<IJSStreamReference?>("readLongText", box) is not { } text)
            return "";
        await using (text)
        {
            if (text.Length > most)
                return null;
            using var reader = new StreamReader(await text.OpenReadStreamAsync(most));
            return await reader.ReadToEndAsync();
        }
    }

    private Task<object?> CallAsync(string function, params object?[] arguments) => CallAsync<object?>(function, arguments);

    private async Task<T?> CallAsync<T>(string function, params object?[] arguments)
    {
        try
        {
            var loaded = await (_module ??= browser.InvokeAsync<IJSObjectReference>("import", "./desk/desk.js").AsTask());
            return await loaded.InvokeAsync<T>(function, arguments);
        }
        catch (Exception gone) when (gone is JSDisconnectedException or TaskCanceledException or ObjectDisposedException)
        {
            return default;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null)
                await (await _module).DisposeAsync();
        }
        catch (Exception gone) when (gone is JSDisconnectedException or TaskCanceledException or JSException)
        {
            // The browser has gone, and its module with it.
        }
    }
}

/// <summary>What stands in the composer.</summary>
/// <param name="Id">Made by the browser for these words.</param>
public sealed record Composed(string Text, string Id);

/// <summary>What only the browser knows.</summary>
public sealed record BrowserFacts(string? Zone, bool EnterSends, bool Sound, string Notifications);
