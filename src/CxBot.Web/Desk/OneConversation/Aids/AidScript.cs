using System.Text.Json;
using System.Text.Json.Serialization;
using CxBot.Handover.Insertions;
using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CxBot.Web.Desk.OneConversation.Aids;

/// <summary>What is put into the composer in the browser: called by a slash, clicked, or by Alt and a digit.</summary>
public sealed class AidScript(IJSRuntime browser, OpenPage page) : ScriptModule(browser, page, "desk/canned.js")
{
    /// <summary>In bytes of UTF-8; nobody puts so much into one reply.</summary>
    private const long MaxKept = 1_000_000;

    /// <summary>Listens to the reply box. Called again, it only learns what has changed.</summary>
    /// <param name="key">Of agent and conversation: under it what was put in outlasts a reload, as the draft does.</param>
    /// <param name="usable">Whether words may be put in now: not into a note, nor into somebody else's conversation.</param>
    /// <param name="places">The names of the places that must be filled before a reply is sent.</param>
    /// <returns>Whether this agent folded the suggestions.</returns>
    public Task<bool> AttachAsync<T>(ElementReference box, DotNetObjectReference<T> owner, string agent, string key, bool usable,
        IReadOnlyCollection<string> places) where T : class =>
        CallAsync<bool>("attachAids", box, owner, agent, key, usable, places);

    /// <summary>Puts words into the reply box where the caret stands.</summary>
    public async Task<PutResult> PutAsync(Inserted words) =>
        Enum.TryParse<PutResult>(await CallAsync<string>("put", words.Kind.ToString(), words.SourceId, words.Text), out var result)
            ? result : PutResult.NoBox;

    /// <summary>Begins to call a canned reply, as the key does.</summary>
    public Task SlashAsync() => CallAsync("slash");

    public Task FoldAsync(string agent, bool folded) => CallAsync("fold", agent, folded);

    /// <summary>What was put into the draft so far. It travels in pieces, because it may be longer than one message of the
    /// connection.</summary>
    public async Task<IReadOnlyList<Inserted>> ReadAsync(ElementReference box)
    {
        try
        {
            if (await CallAsync<IJSStreamReference?>("readPut", box) is not { } bytes)
                return [];
            await using (bytes)
            {
                if (bytes.Length > MaxKept)
                    return [];
                await using var stream = await bytes.OpenReadStreamAsync(MaxKept);
                return Read(await JsonSerializer.DeserializeAsync<KeptWords?[]>(stream, JsonSerializerOptions.Web) ?? []);
            }
        }
        catch (Exception broken) when (broken is JsonException or JSException)
        {
            // Somebody else wrote there, or the script failed: neither keeps a reply from going out.
            return [];
        }
    }

    private static IReadOnlyList<Inserted> Read(IEnumerable<KeptWords?> kept)
    {
        return [.. from one in kept
                   where one is { Id: not null, Text: not null } && Enum.IsDefined(one.Kind)
                   select new Inserted(one.Kind, one.Id!, one.Text!)];
    }

    /// <summary>The draft was sent.</summary>
    public Task ClearAsync(ElementReference box) => CallAsync("clearPut", box);

    /// <summary>As the browser keeps it: anything may stand there.</summary>
    private sealed record KeptWords(
        [property: JsonConverter(typeof(JsonStringEnumConverter<InsertionKind>))] InsertionKind Kind, string? Id, string? Text);
}

/// <summary>What became of words that were to be put in.</summary>
public enum PutResult
{
    Done,

    /// <summary>There is no box to write in now.</summary>
    NoBox,

    /// <summary>The reply would be longer than one may be.</summary>
    TooLong,
}
