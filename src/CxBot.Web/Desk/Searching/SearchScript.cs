using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CxBot.Web.Desk.Searching;

/// <summary>A search's hit in the browser.</summary>
public sealed class SearchScript(IJSRuntime browser, OpenPage page) : ScriptModule(browser, page, "desk/search.js")
{
    /// <summary>Brings a message into view and the focus to it.</summary>
    public Task ShowAsync(ElementReference transcript, long sequence) => CallAsync("showHit", transcript, sequence);
}
