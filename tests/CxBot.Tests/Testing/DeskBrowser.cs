using System.Net;
using System.Text.RegularExpressions;

namespace CxBot.Tests.Testing;

/// <summary>A browser that signs in at the desk by its form, as a person does, and keeps its cookies.</summary>
public sealed partial class DeskBrowser(CxBotApp app) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = app.Address };

    public HttpClient Http => http;

    /// <summary>Signs in, and fails where the desk refuses.</summary>
    public static async Task<DeskBrowser> SignInAsync(CxBotApp app, string email, string password)
    {
        var browser = new DeskBrowser(app);
        using var answer = await browser.PostFormAsync("/desk/sign-in", new() { ["Email"] = email, ["Password"] = password });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    /// <summary>Fills in the form of a page and posts it with all its hidden fields.</summary>
    public async Task<HttpResponseMessage> PostFormAsync(string path, Dictionary<string, string> fields)
    {
        var page = await http.GetStringAsync(path);
        foreach (Match hidden in HiddenField().Matches(page)) fields.TryAdd(hidden.Groups["name"].Value, WebUtility.HtmlDecode(hidden.Groups["value"].Value));
        using var form = new FormUrlEncodedContent(fields);
        return await http.PostAsync(path, form);
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)"\s*/?>""")]
    private static partial Regex HiddenField();
}
