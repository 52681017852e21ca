using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CxBot.Web.Desk.OneConversation;

/// <summary>The brief as a drawer in the browser: focus goes in, stays in, and comes back.</summary>
public sealed class DrawerScript(IJSRuntime browser, OpenPage page) : ScriptModule(browser, page, "desk/drawer.js")
{
    public Task OpenedAsync(ElementReference drawer) => CallAsync("opened", drawer);

    public Task ClosedAsync() => CallAsync("closed");
}
