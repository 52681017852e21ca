using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxBot.Web.Channels.WhatsApp.Inbound;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace CxBot.Web.Channels.WhatsApp.Graph;

/// <summary>Speaks to Meta's Graph API. Each call has a timeout; what may be repeated is, with jitter; a breaker spares a service that is
/// down.</summary>
public sealed class WhatsAppClient(HttpClient http, IOptions<WhatsAppOptions> options)
{
    /// <summary>Marks calls that change nothing when they are made twice.</summary>
    public static readonly HttpRequestOptionsKey<bool> Repeatable = new("cxbot.repeatable");

    private const int MaxTitleLength = 200;

    private readonly WhatsAppOptions _options = options.Value;

    /// <summary>Sends a message, once: whether it was taken where no answer comes is never guessed.</summary>
    public async Task<WhatsAppOutcome> SendAsync(JsonObject message, CancellationToken cancellationToken)
    {
        try
        {
            using var request = Request(HttpMethod.Post, $"{_options.PhoneNumberId}/messages", Json(message), repeatable: false);
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await BodyAsync(response, cancellationToken);
            if (response.IsSuccessStatusCode)
                return body.Items("messages").Select(m => m.Text("id")).FirstOrDefault(id => id is not null) is { } id
                    ? new WhatsAppOutcome.Accepted(id) : new WhatsAppOutcome.Unknown("an answer without an id");
            if (body.Part("error") is { ValueKind: JsonValueKind.Object } error)
                return Rejection(error);
            return response.StatusCode switch
            {
                HttpStatusCode.TooManyRequests => new WhatsAppOutcome.Rejected(WhatsAppErrors.TooFast, "Too many requests"),
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                    new WhatsAppOutcome.Rejected(WhatsAppErrors.TokenRefused, $"HTTP {(int)response.StatusCode}"),
                >= HttpStatusCode.InternalServerError => new WhatsAppOutcome.Unknown($"HTTP {(int)response.StatusCode}"),
                _ => new WhatsAppOutcome.Rejected(null, $"HTTP {(int)response.StatusCode}"),
            };
        }
        catch (BrokenCircuitException)
        {
            return new WhatsAppOutcome.NotSent("the Graph API is down");
        }
        catch (TimeoutRejectedException)
        {
            return new WhatsAppOutcome.Unknown("no answer in time");
        }
        catch (HttpRequestException failure) when (NeverArrived(failure))
        {
            return new WhatsAppOutcome.NotSent(failure.HttpRequestError.ToString());
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new WhatsAppOutcome.Unknown("the connection broke off");
        }
    }

    /// <summary>Marks a message, and all before it, as read; and shows that somebody types, for 25 seconds or until the next
    /// message.</summary>
    public async Task ReadAndTypeAsync(string messageId, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["status"] = "read",
            ["message_id"] = messageId,
            ["typing_indicator"] = new JsonObject { ["type"] = "text" },
        };
        using var request = Request(HttpMethod.Post, $"{_options.PhoneNumberId}/messages", Json(body), repeatable: true);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Uploads a file, to be sent by its id.</summary>
    public async Task<(string? Id, WhatsAppOutcome? Failed)> UploadAsync(
        Stream content, string fileName, string contentType, CancellationToken cancellationToken)
    {
        try
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent("whatsapp"), "messaging_product" },
                { new StringContent(contentType), "type" },
            };
            using var bytes = new MemoryStream();
            await content.CopyToAsync(bytes, cancellationToken);
            var file = new ByteArrayContent(bytes.ToArray());
            file.Headers.ContentType = new MediaTypeHeaderValue(contentType);
            form.Add(file, "file", fileName);
            // An upload that nobody refers to is forgotten by Meta after 30 days: it may be repeated.
            using var request = Request(HttpMethod.Post, $"{_options.PhoneNumberId}/media", form, repeatable: true);
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await BodyAsync(response, cancellationToken);
            if (body.Text("id") is { } id && response.IsSuccessStatusCode)
                return (id, null);
            if (body.Part("error") is { ValueKind: JsonValueKind.Object } error)
                return (null, AboutFile(Rejection(error)));
            return (null, response.StatusCode switch
            {
                HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnsupportedMediaType =>
                    new WhatsAppOutcome.Rejected(WhatsAppErrors.MediaFailed, $"HTTP {(int)response.StatusCode}"),
                HttpStatusCode.TooManyRequests => new WhatsAppOutcome.Rejected(WhatsAppErrors.TooFast, "Too many requests"),
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                    new WhatsAppOutcome.Rejected(WhatsAppErrors.TokenRefused, $"HTTP {(int)response.StatusCode}"),
                _ => new WhatsAppOutcome.NotSent($"HTTP {(int)response.StatusCode}", Everybody: false),
            });
        }
        catch (Exception failure)
            when (failure is HttpRequestException or IOException or TimeoutRejectedException or BrokenCircuitException)
        {
            // A large file that does not get through in time says nothing of the words of others.
            return (null, new WhatsAppOutcome.NotSent(failure.GetType().Name,
                Everybody: failure is BrokenCircuitException || (failure is HttpRequestException broken && NeverArrived(broken))));
        }
    }

    /// <summary>Where a received file can be had for five minutes; null where Meta has it no more.</summary>
    /// <exception cref="HttpRequestException">Meta cannot be asked now.</exception>
    public async Task<Uri?> MediaAddressAsync(string mediaId, CancellationToken cancellationToken)
    {
        using var request = Request(
            HttpMethod.Get, $"{Uri.EscapeDataString(mediaId)}?phone_number_id={_options.PhoneNumberId}", null, repeatable: true);
        using var response = await http.SendAsync(request, cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.Gone)
            return null;
        response.EnsureSuccessStatusCode();
        return Uri.TryCreate((await BodyAsync(response, cancellationToken)).Text("url"), UriKind.Absolute, out var address) ? address
            : null;
    }

    /// <summary>Begins to read a file. Redirects are not followed. The caller disposes the answer.</summary>
    public Task<HttpResponseMessage> DownloadAsync(Uri address, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.AccessToken);
        request.Options.Set(Repeatable, true);
        return http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>Whether files are fetched from there: the Graph API's own host, and Meta's hosts for files.</summary>
    public bool IsMetas(Uri address)
    {
        var graph = new Uri(_options.GraphApiBaseUrl);
        if (address.Authority == graph.Authority && address.Scheme == graph.Scheme)
            return true;
        return address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort
            && MetasHosts.Any(host => address.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A page of the account's templates, and where the next begins.</summary>
    /// <exception cref="HttpRequestException">Meta cannot be asked, or refuses.</exception>
    public async Task<(IReadOnlyList<JsonElement> Templates, string? After)> TemplatesAsync(
        string? after, CancellationToken cancellationToken)
    {
        var query = "?fields=name,language,status,category,parameter_format,components&limit=100"
            + (after is null ? "" : "&after=" + Uri.EscapeDataString(after));
        using var request = Request(HttpMethod.Get, $"{_options.BusinessAccountId}/message_templates{query}", null, repeatable: true);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var body = await BodyAsync(response, cancellationToken);
        var paging = body.Part("paging");
        return ([.. body.Items("data")], paging.Text("next") is null ? null : paging.Part("cursors").Text("after"));
    }

    /// <summary>Reads one thing of the Graph API, as it is or with the reason why not.</summary>
    /// <param name="asApp">The id of the app in whose own name it is asked, for what no user's token may read; null for ours.</param>
    /// <exception cref="HttpRequestException">Meta cannot be reached.</exception>
    public async Task<(JsonElement? Found, WhatsAppOutcome.Rejected? Refused)> ReadAsync(
        string path, CancellationToken cancellationToken, string? asApp = null)
    {
        using var request = Request(HttpMethod.Get, path, null, repeatable: true);
        if (asApp is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", $"{asApp}|{_options.AppSecret}");
        using var response = await http.SendAsync(request, cancellationToken);
        var body = await BodyAsync(response, cancellationToken);
        if (response.IsSuccessStatusCode && body is not null)
            return (body, null);
        return (null, body.Part("error") is { ValueKind: JsonValueKind.Object } error ? Rejection(error)
            : new WhatsAppOutcome.Rejected(null, $"HTTP {(int)response.StatusCode}"));
    }

    private static readonly string[] MetasHosts = [".fbsbx.com", ".whatsapp.net", ".whatsapp.com", ".facebook.com"];

    private HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content, bool repeatable)
    {
        var request = new HttpRequestMessage(method, new Uri($"{_options.GraphApiBaseUrl.TrimEnd('/')}/{_options.GraphApiVersion}/{path}"))
        {
            Content = content,
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.AccessToken);
        request.Options.Set(Repeatable, repeatable);
        return request;
    }

    private static ByteArrayContent Json(JsonObject body)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        return content;
    }

    /// <summary>The answer's JSON; null where it is none.</summary>
    private static async Task<JsonElement?> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(
                await response.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static WhatsAppOutcome.Rejected Rejection(JsonElement? error)
    {
        var title = error.Part("error_data").Text("details") ?? error.Text("message") ?? "";
        return new(error.Whole("code"), WhatsAppTranslator.Cut(title, MaxTitleLength));
    }

    /// <summary>Of an upload, a wrong parameter is the file.</summary>
    private static WhatsAppOutcome.Rejected AboutFile(WhatsAppOutcome.Rejected rejected) =>
        WhatsAppErrors.Decide(rejected.Code) == WhatsAppVerdict.Refused ? rejected with { Code = WhatsAppErrors.MediaFailed } : rejected;

    private static bool NeverArrived(HttpRequestException failure) =>
        failure.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
}
