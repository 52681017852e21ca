using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.PersonalData;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Desk;

/// <summary>What administrators do with customers' data at the desk, and that nobody else does.</summary>
public sealed partial class PeopleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Customers_data_and_the_audit_log_are_for_administrators()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var customer = await AddCustomerAsync(app);
        string[] paths = [$"/desk/customers/{customer}/export.zip", "/desk/audit", "/desk/audit/export.jsonl"];
        using (var nobody = Http(app))
            foreach (var path in paths)
                Assert.StartsWith("/desk/sign-in", await WhereAsync(nobody, path), StringComparison.Ordinal);
        var (agent, agentHttp) = await SignInAsync(app, AgentRoles.Agent);
        using (agentHttp)
            foreach (var path in paths)
                Assert.Equal("/desk", await WhereAsync(agentHttp, path));
        // An open desk asks for the role again, in the act's own transaction.
        await Assert.ThrowsAsync<AgentShutOutException>(
            () => app.Services.GetRequiredService<CustomerErasure>().BeginAsync(customer, AuditActor.Of(agent, null), Token));
        await Assert.ThrowsAsync<AgentShutOutException>(
            () => app.Services.GetRequiredService<CustomerExport>()
                .WriteAsync(customer, AuditActor.Of(agent, null), _ => new MemoryStream(), Token));
        Assert.DoesNotContain(await app.ReadAsync(db => db.AuditEntries.Select(e => e.Act).ToListAsync(Token)),
            act => act is AuditActs.CustomerErased or AuditActs.CustomerExported);

        var (administrator, http) = await SignInAsync(app, AgentRoles.Administrator);
        using (http)
        {
            using var zip = new ZipArchive(new MemoryStream(await http.GetByteArrayAsync(new Uri(paths[0], UriKind.Relative), Token)));
            using var json = new StreamReader(zip.GetEntry("customer.json")!.Open());
            Assert.Contains("Budi", await json.ReadToEndAsync(Token), StringComparison.Ordinal);
            using var missing = await http.GetAsync(new Uri("/desk/customers/999999/export.zip", UriKind.Relative), Token);
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
            var lines = await http.GetStringAsync(new Uri(paths[2], UriKind.Relative), Token);
            Assert.Contains(AuditActs.CustomerExported, lines, StringComparison.Ordinal);
            using var page = await http.GetAsync(new Uri(paths[1], UriKind.Relative), Token);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }
        var entry = await app.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Act == AuditActs.CustomerExported, Token));
        Assert.Equal((administrator.Id, administrator.DisplayName, $"{customer}", true),
            (entry.ActorId, entry.ActorName, entry.SubjectId, entry.Address is not null));
        Assert.NotNull(await app.Services.GetRequiredService<CustomerErasure>()
            .BeginAsync(customer, AuditActor.Of(administrator, null), Token));
    }

    private static async Task<CustomerId> AddCustomerAsync(CxBotApp app)
    {
        var customer = new Customer { Name = "Budi", CreatedAt = app.Time.GetUtcNow() };
        await app.Services.GetRequiredService<Writer>().RunAsync((db, token) =>
        {
            db.Add(new Conversation
            {
                Id = new("c"),
                Channel = "web",
                Customer = customer,
                CreatedAt = app.Time.GetUtcNow(),
                LastMessageAt = app.Time.GetUtcNow(),
            });
            return db.SaveChangesAsync(token);
        }, Token);
        return customer.Id;
    }

    private static async Task<string> WhereAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return new Uri(http.BaseAddress!, answer.Headers.Location!).AbsolutePath;
    }

    private static HttpClient Http(CxBotApp app) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() }) { BaseAddress = app.Address };

    private static async Task<(Agent Agent, HttpClient Http)> SignInAsync(CxBotApp app, string role)
    {
        const string Password = "kuda baterai benar";
        var agent = (await app.Services.GetRequiredService<AgentAccounts>()
            .CreateAsync(AuditActor.CommandLine, $"{role}@example.test", role, role, Password, Token)).Agent!;
        var http = Http(app);
        var form = await http.GetStringAsync(new Uri("/desk/sign-in", UriKind.Relative), Token);
        var fields = Hidden().Matches(form).ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));
        (fields["Email"], fields["Password"]) = (agent.Email!, Password);
        using var content = new FormUrlEncodedContent(fields);
        using var signed = await http.PostAsync(new Uri("/desk/sign-in", UriKind.Relative), content, Token);
        Assert.Equal(HttpStatusCode.Redirect, signed.StatusCode);
        return (agent, http);
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
