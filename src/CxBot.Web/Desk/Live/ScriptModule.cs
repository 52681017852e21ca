using Microsoft.JSInterop;

namespace CxBot.Web.Desk.Live;

/// <summary>One of the desk's scripts in the browser, loaded when it is first called.</summary>
/// <remarks>A lost connection is no error here: the call gives the default, and the page comes back by itself.</remarks>
/// <param name="path">Below the site's root, as pages name it too: a module of another name would run a second time.</param>
public abstract class ScriptModule(IJSRuntime browser, OpenPage page, string path) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    protected Task CallAsync(string function, params object?[] arguments) => CallAsync<object?>(function, arguments);

    protected async Task<T?> CallAsync<T>(string function, params object?[] arguments)
    {
        try
        {
            if (_module is null or { IsCompletedSuccessfully: false, IsCompleted: true })
                _module = browser.InvokeAsync<IJSObjectReference>("import", page.Left, "./" + path).AsTask();
            var loaded = await _module;
            return await loaded.InvokeAsync<T>(function, page.Left, arguments);
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException or ObjectDisposedException)
        {
            return default;
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        try
        {
            if (_module is not null)
                await (await _module.WaitAsync(page.Left)).DisposeAsync().AsTask().WaitAsync(page.Left);
        }
        catch (Exception gone) when (gone is JSException or JSDisconnectedException
            or OperationCanceledException or ObjectDisposedException)
        {
            // The browser has gone, and its module with it.
        }
    }
}
