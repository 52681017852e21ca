using System.Net.WebSockets;
using System.Net;
using System.Text.RegularExpressions;
using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Audit;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Testing;

/// <summary>A browser at the desk without its scripts: cookies, forms, and the connection that an open page has.</summary>
public sealed partial class DeskBrowser : IDisposable
{
    public const string Password = "kuda baterai benar";

    private readonly CxBotApp _app;
    private readonly HttpClient _http;

    /// <param name="from">The address to come from, where the app knows this machine as a proxy.</param>
    public DeskBrowser(CxBotApp app, string? from = null)
    {
        _app = app;
        _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies })
        {
            BaseAddress = app.Address,
        };
        _http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        if (from is not null)
            _http.DefaultRequestHeaders.Add("X-Forwarded-For", from);
    }

    public CookieContainer Cookies { get; } = new();

    /// <summary>What the browser would send now.</summary>
    public string CookieHeader => Cookies.GetCookieHeader(new Uri(_app.Address, "/desk"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Makes an account with <see cref="Password"/>.</summary>
    public static async Task<Agent> HireAsync(CxBotApp app, string name, string role = AgentRoles.Agent)
    {
        var outcome = await app.Services.GetRequiredService<AgentAccounts>()
            .CreateAsync(AuditActor.CommandLine, $"{name.ToLowerInvariant()}@example.test", name, role, Password, Token);
        return outcome.Agent ?? throw new InvalidOperationException(outcome.Problem.ToString());
    }

    /// <summary>An agent's browser, signed in.</summary>
    public static async Task<DeskBrowser> SignedInAsync(CxBotApp app, Agent agent)
    {
        var browser = new DeskBrowser(app);
        using var answer = await browser.SignInAsync(agent.Email!, Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(new Uri(path, UriKind.Relative), Token);

    public async Task<string> PageAsync(string path)
    {
        using var answer = await GetAsync(path);
        return await answer.Content.ReadAsStringAsync(Token);
    }

    /// <summary>Opens a page and sends one of its forms.</summary>
    /// <param name="form">The form's name; null for one that is posted to an address of its own.</param>
    public async Task<HttpResponseMessage> SendAsync(string path, string? form, params (string Name, string Value)[] fields)
    {
        var page = await PageAsync(path);
        return await SendFormAsync(path, form, AntiforgeryToken().Match(page).Groups[1].Value, fields);
    }

    public Task<HttpResponseMessage> SignInAsync(string email, string password) =>
        SendAsync("/desk/sign-in", "sign-in", ("Email", email), ("Password", password));

    /// <summary>Presses "sign out" on a page without a script that has the token (the password page).</summary>
    public async Task<HttpResponseMessage> SignOutAsync()
    {
        var page = await PageAsync("/desk/password");
        return await SendFormAsync("/desk/sign-out", null, AntiforgeryToken().Match(page).Groups[1].Value, []);
    }

    private async Task<HttpResponseMessage> SendFormAsync(string path, string? form, string token, (string Name, string Value)[] fields)
    {
        var all = fields.ToDictionary(field => field.Name, field => field.Value);
        all["__RequestVerificationToken"] = WebUtility.HtmlDecode(token);
        if (form is not null)
            all["_handler"] = form;
        using var content = new FormUrlEncodedContent(all);
        return await _http.PostAsync(new Uri(path, UriKind.Relative), content, Token);
    }

    /// <summary>Opens the connection of a page, as a page of that origin would.</summary>
    /// <returns>The socket, or how the server refused it.</returns>
    public async Task<(ClientWebSocket? Socket, HttpStatusCode Status)> ConnectAsync(string? origin)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Cookie", CookieHeader);
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        try
        {
            await socket.ConnectAsync(new UriBuilder(_app.Address) { Scheme = "ws", Path = "/_blazor" }.Uri, Token);
            return (socket, socket.HttpStatusCode);
        }
        catch (WebSocketException)
        {
            using (socket)
                return (null, socket.HttpStatusCode);
        }
    }

    /// <summary>Where an answer sends the browser, from the root of the site; null where it sends it nowhere.</summary>
    public static string? LeadsTo(HttpResponseMessage answer) =>
        answer.Headers.Location is not { } to ? null : to.IsAbsoluteUri ? to.PathAndQuery : to.OriginalString;

    /// <summary>What a page carries for its connection: which components to run, protected by the server.</summary>
    public async Task<IReadOnlyList<string>> MarkersAsync(string path) =>
        [.. Marker().Matches(await PageAsync(path)).Select(match => match.Groups[1].Value)];

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryToken();

    [GeneratedRegex("<!--Blazor:(\\{\"type\":\"server\".*?\\})-->")]
    private static partial Regex Marker();
}
