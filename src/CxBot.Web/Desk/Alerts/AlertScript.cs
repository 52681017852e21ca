using CxBot.Web.Desk.Live;
using Microsoft.JSInterop;

namespace CxBot.Web.Desk.Alerts;

/// <summary>Sound, notification, the tab's sign and the phone's bell, in the browser.</summary>
public sealed class AlertScript(IJSRuntime browser, OpenPage page) : ScriptModule(browser, page, "desk/alerts.js")
{
    /// <summary>Calls the agent, in one window of all that are open.</summary>
    public Task RingAsync(IEnumerable<AlertCall> calls) => CallAsync("callAgent", [calls.ToArray()]);

    /// <summary>Tells from now on whether the page is in front.</summary>
    public Task WatchAsync<T>(DotNetObjectReference<T> owner) where T : class => CallAsync("watchSight", owner);

    /// <summary>Shows how much is the agent's, where a tab that is not in front can show it.</summary>
    public Task CountAsync(int mine, bool waiting) => CallAsync("count", mine, waiting);

    /// <summary>What may be shown here, and whether to ask for more.</summary>
    public Task<AlertPermission?> PermissionAsync() => CallAsync<AlertPermission>("permission");

    /// <summary>Asks the browser to allow notifications.</summary>
    public Task<string?> AskNotificationsAsync() => CallAsync<string?>("askNotifications");

    /// <summary>Not now: not asked again in this browser for 30 days.</summary>
    public Task LaterAsync() => CallAsync("askLater");

    /// <summary>This device's address for calls while no desk is open; null where it has none, or is not to.</summary>
    public Task<PushAddress?> SubscribeAsync(string serverKey) => CallAsync<PushAddress?>("subscribe", serverKey);

    /// <summary>Whether this device is called while no desk is open.</summary>
    /// <returns>The address that it is not called at any more; null where there was none.</returns>
    public Task<string?> SetPushAsync(bool on) => CallAsync<string?>("setPush", on);
}

/// <summary>One call, as the browser gets it.</summary>
/// <param name="Sound">Ring; the figure is the cause's own.</param>
/// <param name="Notify">Show it, where the desk is not in front.</param>
public sealed record AlertCall(string Cause, string Key, string Title, string Text, string Address, bool Sound, bool Notify);

/// <summary>What this browser allows.</summary>
/// <param name="State">As browsers say it: <c>granted</c>, <c>denied</c>, <c>default</c>; or <c>unsupported</c>.</param>
/// <param name="Ask">The agent has neither answered nor said "not now".</param>
/// <param name="Push">Whether it can be called while no desk is open; and is, where it is allowed.</param>
public sealed record AlertPermission(string State, bool Ask, bool Push, bool PushOn);

/// <summary>A device's address, as its browser gives it.</summary>
/// <param name="Endpoint">Where its push service takes messages.</param>
/// <param name="P256dh">Its public key, an uncompressed point of P-256 in base64url.</param>
/// <param name="Auth">Its secret, 16 bytes in base64url.</param>
public sealed record PushAddress(string Endpoint, string P256dh, string Auth);
