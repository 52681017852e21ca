using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CxBot.ApiKeys;
using CxBot.Customers;
using CxBot.Reports.Shopping;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Api.Shopping;

/// <summary>The shop tells what its customers do; what it tells is stored once, wholly or not at all, and goes with its customer.</summary>
public sealed class ShoppingApiTests
{
    private const string Order = """{"id":"INV-1","kind":"order","at":"2026-01-31T23:30:00Z","amount":185000.50,"currency":"IDR"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_customer_buys_is_kept_once_finds_their_cases_and_goes_with_them()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("refund saya kok belum masuk ya?");
        await customer.WaitForAnswerAsync("refund-timing");
        await FollowedAsync(app);
        var id = await app.ReadAsync(db => db.Conversations.Select(c => c.CustomerId).SingleAsync());
        await app.ReadAsync(db =>
        {
            db.CustomerIdentities.Add(new CustomerIdentity
            {
                Channel = "web",
                Kind = CustomerAddress.SubjectKind,
                Value = "C/1 ü",
                CustomerId = id,
            });
            return db.SaveChangesAsync();
        });
        var key = await KeyAsync(app, "Shop", ApiScopes.ActivityWrite);

        Assert.Equal((HttpStatusCode.OK, """{"stored":1,"known":0}"""), await PostAsync(app, key, "C/1 ü", Order));
        Assert.Equal((HttpStatusCode.OK, """{"stored":0,"known":1}"""), await PostAsync(app, key, "C/1 ü", Order));
        Assert.Equal((HttpStatusCode.OK, """{"stored":2,"known":1}"""), await PostAsync(app, key, "C/1 ü",
            $$"""[{{Order}},{"id":"SUB-1","kind":"subscription-begun","at":"2026-02-01T00:00:00Z"},{"id":"SUB-1","kind":"subscription-ended","at":"2026-05-01T00:00:00Z"}]"""));
        Assert.Equal((HttpStatusCode.OK, """{"stored":1,"known":0}"""), await PostAsync(app, key, "who never wrote", Order));
        await FollowedAsync(app);
        var (buyer, of) = await app.ReadAsync(async db => (
            await db.ShopCustomers.SingleAsync(c => c.Subject == "C/1 ü"), (await db.CaseFacts.SingleAsync()).ShopCustomerId));
        Assert.Equal(buyer.Id, of);
        // The last hour of January in Greenwich is February in Jakarta.
        Assert.Equal(new DateOnly(2026, 2, 1), CxBot.Reports.Retention.ShopMonths.Begins(
            await app.ReadAsync(db => db.OrderMonths.Where(m => m.ShopCustomerId == buyer.Id).Select(m => m.Month).SingleAsync())));

        var reading = await KeyAsync(app, "Reads", ApiScopes.ReportsRead);
        await RefusedAsync(app, null, "C-1", Order, HttpStatusCode.Unauthorized, "Authorization: Bearer cxb_");
        await RefusedAsync(app, reading, "C-1", Order, HttpStatusCode.Forbidden, "Make one that opens activity:write.");
        await RefusedAsync(app, key, "C-1", "[{\"id\":", HttpStatusCode.BadRequest, "not JSON");
        await RefusedAsync(app, key, "C-1", "[]", HttpStatusCode.BadRequest, "a list of 1 to 500");
        await RefusedAsync(app, key, "C-1", $"[{string.Join(',', Enumerable.Repeat(Order, 501))}]", HttpStatusCode.BadRequest, "not of 501");
        await RefusedAsync(app, key, new string('x', 201), Order, HttpStatusCode.BadRequest, "subject has at most 200");
        await RefusedAsync(app, key, "C-1", new string(' ', 600_000), HttpStatusCode.RequestEntityTooLarge, "at most 512 KB");
        await RefusedAsync(app, key, "C-1", Order, HttpStatusCode.UnsupportedMediaType, "application/json", "text/csv");
        var before = await app.ReadAsync(db => db.ShopActivities.CountAsync());
        foreach (var (wrong, why) in new[]
        {
            ("\"order\"", "An activity is an object"), ("{\"id\":7}", "id is a text in quotes."), ("{\"colour\":\"red\"}", "There is no \"colour\""),
            ("{\"id\":\"x\",\"kind\":\"order\"}", "at is a moment"), ("{\"id\":\"x\",\"amount\":\"5\"}", "amount is a number."),
        })
            await RefusedAsync(app, key, "C-1", $"[{Order},{wrong}]", HttpStatusCode.UnprocessableEntity, $"Row 1: {why}");
        Assert.Equal(before, await app.ReadAsync(db => db.ShopActivities.CountAsync()));

        var retention = await GetAsync(app, reading, "/api/v1/reports/retention?from=2026-02-01&to=2026-02-28");
        Assert.Contains("""{"month":"2026-02","customers":2,"later":[0,""", retention, StringComparison.Ordinal);
        Assert.Contains("do not apply", await GetAsync(app, reading, "/api/v1/reports/retention?hour=3"), StringComparison.Ordinal);

        await ImportAsync(app);
        await GoesWithCustomerAsync(app, id, buyer.Id);
    }

    private static async Task ImportAsync(CxBotApp app)
    {
        var file = Path.Combine(app.DataFolder, "orders.csv");
        const string Head = "subject,id,kind,at,amount,currency\n";
        await File.WriteAllTextAsync(file, Head + "C-7,A,order,2026-05-01T00:00:00Z,5,IDR\nC-7,B,cheese,2026-05-01T00:00:00Z,,\n", Token);
        var (code, said, _) = await Shell.RunAsync(app.Services, "", "activity", "import", "--file", file);
        Assert.Equal(1, code);
        Assert.StartsWith("Line 3: kind is order", said, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was stored.", said, StringComparison.Ordinal);
        Assert.False(await app.ReadAsync(db => db.ShopCustomers.AnyAsync(c => c.Subject == "C-7")));

        await File.WriteAllTextAsync(file, Head + string.Concat(Enumerable.Range(0, 1201).Select(i => $"C-7,A{i},order,2026-05-01T00:00:00Z,5,IDR\n")), Token);
        Assert.Equal((0, "1201 were stored; 0 were there already and stay as they are."), await RunAsync("import", "--file", file));
        Assert.Equal((0, "0 were stored; 1201 were there already and stay as they are."), await RunAsync("import", "--file", file));
        await File.WriteAllBytesAsync(file, [.. Encoding.UTF8.GetBytes(Head), 0xE9, (byte)'\n'], Token);
        Assert.Contains("is not UTF-8", (await RunAsync("import", "--file", file)).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("erase", "--subject", "C-7")).Code);
        Assert.Equal((1, "The shop has told nothing of such a customer."), await RunAsync("erase", "--subject", "C-7"));
        Assert.Equal(["activity.imported", "activity.imported", "activity.erased"], await app.ReadAsync(db => db.AuditEntries
            .Where(e => e.Act.StartsWith("activity")).OrderBy(e => e.Id).Select(e => e.Act).ToListAsync()));

        async Task<(int Code, string Output)> RunAsync(params string[] words)
        {
            var (code, output, error) = await Shell.RunAsync(app.Services, "", ["activity", .. words]);
            return (code, output + error);
        }
    }

    private static async Task GoesWithCustomerAsync(CxBotApp app, CustomerId id, long buyer)
    {
        var folder = Path.Combine(app.DataFolder, "export");
        Assert.Equal(0, (await Shell.RunAsync(app.Services, "", "customer", "export", "--id", $"{id}", "--out", folder)).Code);
        using (var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "customer.json"), Token)))
        {
            var activity = json.RootElement.GetProperty("activity").EnumerateArray().ToList();
            Assert.Equal(["order", "subscription-begun", "subscription-ended"], activity.Select(one => one.GetProperty("kind").GetString()));
            Assert.Equal(("INV-1", 185000.50m), (activity[0].GetProperty("id").GetString(), activity[0].GetProperty("amount").GetDecimal()));
        }

        Directory.Delete(folder, recursive: true);
        Assert.Equal(0, (await Shell.RunAsync(app.Services, "", "customer", "erase", "--id", $"{id}", "--yes")).Code);
        Assert.Equal((null, 0, 1, buyer), await app.ReadAsync(async db => (
            (await db.ShopCustomers.SingleAsync(c => c.Id == buyer)).Subject,
            await db.ShopActivities.CountAsync(a => a.ShopCustomerId == buyer),
            await db.OrderMonths.CountAsync(m => m.ShopCustomerId == buyer), (await db.CaseFacts.SingleAsync()).ShopCustomerId)));
    }

    private static Task FollowedAsync(CxBotApp app) => Eventually.TrueAsync(
        async () => !await app.ReadAsync(db => db.CaseChanges.AnyAsync())
            && await app.ReadAsync(db => db.CaseFacts.AnyAsync()), "the facts have followed");

    private static async Task<string> KeyAsync(CxBotApp app, string name, string scope) =>
        (await Shell.RunAsync(app.Services, "", "keys", "add", "--name", name, "--scope", scope)).Output;

    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(
        CxBotApp app, string? key, string subject, string body, string type = "application/json")
    {
        using var http = app.Http();
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"/api/v1/customers/{Uri.EscapeDataString(subject)}/activity", UriKind.Relative));
        request.Content = new StringContent(body, Encoding.UTF8, type);
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await http.SendAsync(request, Token);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Token));
    }

    private static async Task RefusedAsync(CxBotApp app, string? key, string subject, string body, HttpStatusCode status, string detail,
        string type = "application/json")
    {
        var (code, said) = await PostAsync(app, key, subject, body, type);
        Assert.True(status == code, $"{code}: {said}");
        Assert.Contains(detail, JsonDocument.Parse(said).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static async Task<string> GetAsync(CxBotApp app, string key, string path)
    {
        using var http = app.Http();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await http.SendAsync(request, Token);
        return await answer.Content.ReadAsStringAsync(Token);
    }
}
