using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using CxBot.ApiKeys;
using CxBot.Audit;
using CxBot.Reports;
using CxBot.Reports.Figures;
using CxBot.Web.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Api.Reports;

/// <summary>Programs read the reports with a key, and are told what is wrong.</summary>
public sealed class ReportsApiTests
{
    private const string Formula = "=HYPERLINK(\"https://evil.example\";\"<script>alert(1)</script>\")";

    private static readonly DateOnly Day = new(2026, 11, 10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_opens_the_figures_that_the_desk_has_and_nothing_else()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await KnownFacts.AddAsync(app, Day, "billing", "billing", "retur");
        await KnownFacts.AddAsync(app, Day.AddDays(-1), "billing");
        var key = await KeyAsync(app, "Sheet", ApiScopes.ReportsRead);

        var answer = await JsonAsync(app, key, "/api/v1/reports?from=2026-11-10&to=2026-11-10&compare=true&language=en");
        Assert.Equal(("2026-11-10", "Asia/Jakarta", "elapsed", 0),
            (answer.GetProperty("from").GetString(), answer.GetProperty("zone").GetString(), answer.GetProperty("clock").GetString(),
                answer.GetProperty("leftOut").GetInt32()));
        var figures = answer.GetProperty("figures").EnumerateArray().ToDictionary(figure => figure.GetProperty("id").GetString()!);
        Assert.Equal(AllFigures.All.Select(figure => figure.Id), figures.Keys);
        var reader = app.Services.GetRequiredService<ReportReader>();
        foreach (var figure in AllFigures.All)
        {
            var value = await reader.ReadAsync(figure, new ReportFilter(Day, Day), Token);
            var said = figures[figure.Id].GetProperty("value");
            Assert.Equal(value.Count, said.GetProperty("count").GetInt32());
            Assert.Equal(value.Of, Number(said, "of"));
            Assert.Equal(value.Median?.TotalSeconds, Number(said, "median"));
        }

        Assert.Equal(
            ("""{"count":3,"mean":60,"median":60,"nineTenths":60}""", """{"count":1,"mean":60,"median":60,"nineTenths":60}"""),
            (figures["first-reply"].GetProperty("value").GetRawText(), figures["first-reply"].GetProperty("before").GetRawText()));
        Assert.Equal("""{"count":3,"of":3,"share":1}""", figures["in-time"].GetProperty("value").GetRawText());
        var one = await JsonAsync(app, key, "/api/v1/reports?from=2026-11-10&to=2026-11-10&figure=cases&skill=billing&clock=open");
        Assert.Equal("""{"count":2}""", Assert.Single(one.GetProperty("figures").EnumerateArray()).GetProperty("value").GetRawText());

        foreach (var language in DeskWords.Languages)
        {
            var words = new DeskWords();
            words.Use(language);
            var listed = await JsonAsync(app, key, $"/api/v1/reports/figures?language={language}");
            Assert.Equal(AllFigures.All.Select(figure => (figure.Id, words["Report_" + figure.Id], words["ReportMeaning_" + figure.Id])),
                listed.EnumerateArray().Select(figure => (figure.GetProperty("id").GetString()!, figure.GetProperty("name").GetString()!,
                    figure.GetProperty("meaning").GetString()!)));
        }

        await RefusedAsync(app, key, "/api/v1/reports/cases", HttpStatusCode.Forbidden, "Make one that opens reports:cases.");
        await RefusedAsync(app, null, "/api/v1/reports", HttpStatusCode.Unauthorized, "Authorization: Bearer cxb_");
        await RefusedAsync(app, ApiKeyText.New(), "/api/v1/reports", HttpStatusCode.Unauthorized, "This key is not known");
        await RefusedAsync(app, key, "/api/v1/reports?from=May", HttpStatusCode.BadRequest, "from is a day");
        await RefusedAsync(app, key, "/api/v1/reports?figure=cheese", HttpStatusCode.BadRequest, "There is no figure \"cheese\"");
        await RefusedAsync(app, key, "/api/v1/reports?channel=fax", HttpStatusCode.BadRequest, "Known are web");
        await RefusedAsync(app, key, "/api/v1/reports?skill=cheese", HttpStatusCode.BadRequest, "Known are billing, retur.");
        var keys = app.Services.GetRequiredService<ApiKeyActs>();
        Assert.Null(await keys.RevokeAsync(AuditActor.CommandLine, Assert.Single(await keys.ListAsync(Token)).Id, Token));
        await RefusedAsync(app, key, "/api/v1/reports", HttpStatusCode.Unauthorized, "was taken back");
    }

    [Fact]
    public async Task Rows_are_streamed_without_a_live_formula_and_stand_in_the_audit_log()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), new()
        {
            ["RateLimits:Enabled"] = "true",
            ["RateLimits:ApiKey:PerMinute"] = "1",
            ["RateLimits:ApiKey:Burst"] = "5",
        });
        await KnownFacts.AddAsync(app, Day, [Formula, .. HostileInputs.Lines("strings"), .. HostileInputs.Lines("sqli").Where(line => line.Length > 2)]);
        var key = await KeyAsync(app, "BI", ApiScopes.ReportsCases);
        const string Period = "from=2026-11-10&to=2026-11-10";

        var csv = await TextAsync(app, key, $"/api/v1/reports/handovers?{Period}&format=csv");
        Assert.Contains("\"'=HYPERLINK(", csv, StringComparison.Ordinal);
        Assert.DoesNotMatch("(^|,)\"[=+@\t\r]", csv);
        var lines = (await TextAsync(app, key, $"/api/v1/reports/cases?{Period}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(await app.ReadAsync(db => db.CaseFacts.CountAsync()), lines.Length);
        Assert.Equal(Formula, JsonDocument.Parse(lines[0]).RootElement.GetProperty("skill").GetString());
        Assert.DoesNotContain("<script", lines[0], StringComparison.Ordinal);

        await RefusedAsync(app, key, "/api/v1/reports/cases?format=xlsx", HttpStatusCode.BadRequest, "format is jsonl or csv or");
        await RefusedAsync(app, key, "/api/v1/reports", HttpStatusCode.Forbidden, "opens reports:cases.");
        await RefusedAsync(app, key, "/api/v1/reports/cases?language=id", HttpStatusCode.BadRequest, "There is no parameter \"language\"");
        var retry = await RefusedAsync(app, key, "/api/v1/reports/cases", HttpStatusCode.TooManyRequests, "Try again in");
        Assert.NotNull(retry.RetryAfter);
        Assert.Equal(["API key BI", "API key BI"], await app.ReadAsync(db => db.AuditEntries
            .Where(line => line.Act == AuditActs.ReportExported).Select(line => line.ActorName!).ToListAsync()));
    }

    private static double? Number(JsonElement value, string name) => value.TryGetProperty(name, out var number) ? number.GetDouble() : null;

    private static async Task<string> KeyAsync(CxBotApp app, string name, string scope)
    {
        var (code, output, _) = await Shell.RunAsync(app.Services, "", "keys", "add", "--name", name, "--scope", scope);
        Assert.Equal(0, code);
        return output;
    }

    private static async Task<HttpResponseMessage> GetAsync(CxBotApp app, string? key, string path)
    {
        using var http = app.Http();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await http.SendAsync(request, Token);
    }

    private static async Task<string> TextAsync(CxBotApp app, string key, string path)
    {
        using var answer = await GetAsync(app, key, path);
        Assert.Equal((HttpStatusCode.OK, true), (answer.StatusCode, answer.Headers.CacheControl!.NoStore));
        return await answer.Content.ReadAsStringAsync(Token);
    }

    private static async Task<JsonElement> JsonAsync(CxBotApp app, string key, string path) =>
        JsonDocument.Parse(await TextAsync(app, key, path)).RootElement;

    /// <summary>Refused with problem details that say what to do.</summary>
    private static async Task<HttpResponseHeaders> RefusedAsync(
        CxBotApp app, string? key, string path, HttpStatusCode status, string detail)
    {
        using var answer = await GetAsync(app, key, path);
        var body = await answer.Content.ReadAsStringAsync(Token);
        Assert.True((status, "application/problem+json") == (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType),
            $"{path}: {answer.StatusCode} {body}");
        Assert.Contains(detail, JsonDocument.Parse(body).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden,
            answer.Headers.WwwAuthenticate.Any(challenge => challenge.Scheme == "Bearer"));
        return answer.Headers;
    }
}
