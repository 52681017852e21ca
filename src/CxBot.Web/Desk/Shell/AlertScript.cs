using CxBot.Web.Desk.Live;
using Microsoft.JSInterop;

namespace CxBot.Web.Desk.Shell;

/// <summary>Sound and notification in the browser.</summary>
public sealed class AlertScript(IJSRuntime browser, OpenPage page) : ScriptModule(browser, page, "desk/alerts.js")
{
    /// <summary>Something new waits: a sound, and a notification where they are allowed.</summary>
    public Task AlertAsync(string title, string text, string address) => CallAsync("alertAgent", title, text, address);

    /// <summary>Asks the browser to allow notifications.</summary>
    public Task<string?> AskNotificationsAsync() => CallAsync<string?>("askNotifications");
}
