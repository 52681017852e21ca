using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CxBot.Chaos.Checking;

namespace CxBot.Chaos.People;

/// <summary>A customer on the website, over HTTP: says one thing after the other, each with a client's id that it keeps until it is
/// acknowledged.</summary>
/// <param name="address">Where the app is at this moment.</param>
internal sealed class WebCustomer(string name, Func<Uri> address, AckLog log, int seed) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly Random _dice = Dice.Of(seed, name);
    private long _tokenSince;
    private string? _visitor;
    private bool _refused;

    public string Name => name;

    public string Conversation { get; private set; } = "";

    /// <summary>Where this customer posts what it says, where not to the place of everything else.</summary>
    public Func<Uri>? Beside { get; set; }

    /// <summary>Begins a conversation.</summary>
    /// <returns>The stream's address; null where the run ended before.</returns>
    public async Task<string?> OpenAsync(CancellationToken cancellationToken)
    {
        string? stream = null;
        await Insist.UntilAsync(async () =>
        {
            if (Conversation.Length == 0)
            {
                if (await AskAsync(HttpMethod.Post, "/widget/session", new { language = "id" }, cancellationToken) is not { } session)
                    return false;
                Use(session);
                Conversation = session.GetProperty("conversationId").GetString()!;
                _visitor = session.GetProperty("visitor").GetString();
            }
            if (await AskAsync(HttpMethod.Post, "/v3/directline/conversations", new { }, cancellationToken) is not { } started)
                return false;
            stream = started.GetProperty("streamUrl").GetString();
            return true;
        }, _dice, cancellationToken);
        return stream;
    }

    /// <summary>Says what this customer has to say, in order.</summary>
    public async Task TalkAsync(int pause, CancellationToken cancellationToken)
    {
        var number = 0;
        foreach (var text in Questions.Of(_dice, name))
        {
            if (!await SayAsync(text, $"{name}-{number++}", cancellationToken))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(_dice.Next(pause + 1)), TimeProvider.System, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Whether it was acknowledged before the run ended.</returns>
    public async Task<bool> SayAsync(string text, string id, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var done = await Insist.UntilAsync(async () =>
        {
            await ComeBackAsync(cancellationToken);
            var activity = new { type = "message", text, from = new { id = "me" }, channelData = new { clientActivityID = id } };
            var path = $"/v3/directline/conversations/{Conversation}/activities";
            if (await AskAsync(HttpMethod.Post, path, activity, cancellationToken, Beside) is not { } answer)
                return false;
            var place = answer.GetProperty("id").GetString()!.Split('|')[1];
            log.Acknowledge(
                new("web", name, $"{Conversation}/{id}", text, Conversation, long.Parse(place, CultureInfo.InvariantCulture)), began);
            return true;
        }, _dice, cancellationToken);
        if (!done)
            log.GiveUp($"{Conversation}/{id}");
        return done;
    }

    /// <summary>Asks where the stream goes on after a place.</summary>
    public async Task<string?> ResumeAsync(long watermark, CancellationToken cancellationToken)
    {
        await ComeBackAsync(cancellationToken);
        await RefreshAsync(cancellationToken);
        var path = $"/v3/directline/conversations/{Conversation}?watermark={watermark.ToString(CultureInfo.InvariantCulture)}";
        return (await AskAsync(HttpMethod.Get, path, null, cancellationToken))?.GetProperty("streamUrl").GetString();
    }

    /// <summary>Whether this stands in the conversation.</summary>
    public Task<bool> ReadsAsync(string text, CancellationToken cancellationToken) =>
        AnyAsync(a => a.TryGetProperty("text", out var said) && said.GetString()!.Contains(text, StringComparison.Ordinal),
            cancellationToken);

    /// <summary>Whether anybody but the customer has said something.</summary>
    public Task<bool> IsAnsweredAsync(CancellationToken cancellationToken) =>
        AnyAsync(a => a.GetProperty("from").TryGetProperty("role", out var role) && role.GetString() == "bot", cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<bool> AnyAsync(Func<JsonElement, bool> fits, CancellationToken cancellationToken)
    {
        await ComeBackAsync(cancellationToken);
        var path = $"/v3/directline/conversations/{Conversation}/activities";
        return await AskAsync(HttpMethod.Get, path, null, cancellationToken) is { } page
            && page.GetProperty("activities").EnumerateArray().Any(fits);
    }

    /// <summary>As a new page does where the token does not count any more.</summary>
    private async Task ComeBackAsync(CancellationToken cancellationToken)
    {
        if (!_refused)
            return;
        var begin = new { language = "id", visitor = _visitor };
        if (await AskAsync(HttpMethod.Post, "/widget/session", begin, cancellationToken) is { } session)
        {
            Use(session);
            _refused = false;
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (Stopwatch.GetElapsedTime(_tokenSince) < TimeSpan.FromSeconds(20))
            return;
        if (await AskAsync(HttpMethod.Post, "/v3/directline/tokens/refresh", new { }, cancellationToken) is { } fresh)
            Use(fresh);
    }

    private void Use(JsonElement session)
    {
        _tokenSince = Stopwatch.GetTimestamp();
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("token").GetString());
    }

    /// <returns>Null where it was refused.</returns>
    private async Task<JsonElement?> AskAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken,
        Func<Uri>? at = null)
    {
        using var request = new HttpRequestMessage(method, new Uri((at ?? address)(), path));
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var answer = await _http.SendAsync(request, cancellationToken);
        if (answer.IsSuccessStatusCode)
            return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        log.Refused(answer.StatusCode);
        // A token that has run out, or that another clock made.
        if (answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)
            _refused = true;
        return null;
    }
}
