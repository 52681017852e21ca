using CxBot.Web.Desk.Live;
using Microsoft.JSInterop;

namespace CxBot.Web.Desk.OneConversation.Replying;

/// <summary>The drafts that a browser keeps, of whoever used it.</summary>
public sealed class DraftScript(IJSRuntime browser, OpenPage page) : ScriptModule(browser, page, "desk/drafts.js")
{
    /// <summary>The ids of the agents who left a draft.</summary>
    public Task<string[]?> OwnersAsync() => CallAsync<string[]?>("draftOwners");

    /// <summary>Forgets everything that these agents began.</summary>
    public Task ForgetAsync(IReadOnlyList<string> agents) => CallAsync("forgetDrafts", agents);
}
