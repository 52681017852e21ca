using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CxBot.Web.Desk.Lists;

/// <summary>Lists in the browser: the arrow keys walk their rows.</summary>
public sealed class ListScript(IJSRuntime browser, OpenPage page) : ScriptModule(browser, page, "desk/lists.js")
{
    public Task AttachAsync(ElementReference list) => CallAsync("attachList", list);
}
