using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CxBot.Web.Desk.OneConversation.Replying;

/// <summary>The list of colleagues that opens at an <c>@</c> in a note.</summary>
public sealed class MentionScript(IJSRuntime browser, OpenPage page) : ScriptModule(browser, page, "desk/mentions.js")
{
    public Task AttachAsync(ElementReference list, IReadOnlyList<string> names) => CallAsync("attachMentions", list, names);
}
