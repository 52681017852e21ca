using CxBot.Web.Desk.Live;
using Microsoft.JSInterop;

namespace CxBot.Web.Desk.Keys;

/// <summary>The keyboard in the browser.</summary>
public sealed class KeyScript(IJSRuntime browser, OpenPage page) : ScriptModule(browser, page, "desk/keys.js")
{
    /// <summary>From now on these keys work.</summary>
    public Task StartAsync() => CallAsync("start", DeskKey.All);

    /// <summary>Whether keys of one character work in this browser: who dictates turns them off.</summary>
    public Task<bool> AreOnAsync() => CallAsync<bool>("areOn");

    public Task TurnAsync(bool on) => CallAsync("turn", on);
}
