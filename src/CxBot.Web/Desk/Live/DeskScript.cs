using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CxBot.Web.Desk.Live;

/// <summary>What the whole desk asks of the browser.</summary>
public sealed class DeskScript(IJSRuntime browser, OpenPage page) : ScriptModule(browser, page, "desk/desk.js")
{
    /// <summary>Tells the script the server's clock, and learns what the browser knows.</summary>
    public async Task<BrowserFacts?> StartAsync(DateTimeOffset now, string waitWords) =>
        await CallAsync<BrowserFacts?>("start", now.ToUnixTimeMilliseconds(), waitWords);

    public Task SetAsync(string name, string value) => CallAsync("choose", name, value);

    public Task<bool> CopyAsync(string text) => CallAsync<bool>("copy", text);

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
}

/// <summary>What only the browser knows.</summary>
public sealed record BrowserFacts(string? Zone, bool EnterSends, bool Sound, string Notifications);
