using System.Runtime.Versioning;
using System.Text.Json;
using CxBot.Audit;
using CxBot.Tests.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Commands;

[UnsupportedOSPlatform("windows")]
public sealed class CustomerCommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_customer_is_exported_whole_and_then_erased_and_both_are_recorded()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), graph.Settings);
        var budi = new ErasedPerson(app);
        await budi.LiveAsync(await DeskAgent.SitDownAsync(app, "Sari"), graph);
        var folder = Path.Combine(app.DataFolder, "export");

        var (code, said) = await RunAsync(app, "", "export", "--phone", "0812 7766-5544", "--out", folder);
        Assert.True(code == 0, said);
        AssertWhole(folder, budi);
        Assert.Equal((1, $"{folder} is not empty. Name a new folder."),
            await RunAsync(app, "", "export", "--id", $"{budi.CustomerId}", "--out", folder));

        Assert.Equal(1, (await RunAsync(app, "ya", "erase", "--email", ErasedPerson.Email)).Code);
        Assert.True(await app.ReadAsync(db => db.Customers.AnyAsync(c => c.Id == budi.CustomerId)));
        (code, said) = await RunAsync(app, $"{budi.CustomerId}", "erase", "--email", ErasedPerson.Email.ToUpperInvariant());
        Assert.True(code == 0, said);
        Assert.Equal((1, "There is no such customer."), await RunAsync(app, "", "erase", "--id", $"{budi.CustomerId}", "--yes"));
        Directory.Delete(folder, recursive: true);
        Assert.Empty(ByteScan.Find(app.DataFolder, budi.Traces));

        var file = Path.Combine(app.DataFolder, "audit.jsonl");
        Assert.Equal(0, (await Shell.RunAsync(app.Services, "", "audit", "export", "--out", file)).Code);
        // Before them stands what an agent did with the test questions.
        var lines = (await File.ReadAllLinesAsync(file, Token)).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.GetProperty("actorName").GetString() != "Sari").ToList();
        Assert.Equal([AuditActs.CustomerExported, AuditActs.CustomerErased, AuditActs.ErasureFinished, AuditActs.AuditExported],
            lines.Select(l => l.GetProperty("act").GetString()));
        Assert.All(lines, line => Assert.Equal("command line", line.GetProperty("actorName").GetString()));
        Assert.Equal($"{budi.CustomerId}", lines[1].GetProperty("subjectId").GetString());
        Assert.Equal(0, (int)(File.GetUnixFileMode(file) & (UnixFileMode)0b000_111_111));
    }

    private static void AssertWhole(string folder, ErasedPerson budi)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "customer.json")));
        var root = json.RootElement;
        Assert.Equal("cxbot-customer-export/1", root.GetProperty("schema").GetString());
        var customer = root.GetProperty("customer");
        Assert.Equal(ErasedPerson.Email, customer.GetProperty("email").GetString());
        Assert.Contains(customer.GetProperty("identities").EnumerateArray(), i => i.GetProperty("value").GetString() == ErasedPerson.Phone);
        Assert.Single(customer.GetProperty("consents").EnumerateArray());
        var conversations = root.GetProperty("conversations").EnumerateArray().ToList();
        Assert.Equal(["web", "whatsapp"], conversations.Select(c => c.GetProperty("conversation").GetProperty("channel").GetString()));
        var messages = conversations[0].GetProperty("messages").EnumerateArray().ToList();
        Assert.Contains(messages,
            m => m.GetProperty("from").GetString() == "customer"
                && m.GetProperty("text").GetString()!.Contains(ErasedPerson.Word, StringComparison.Ordinal));
        Assert.Contains(messages, m => m.GetProperty("from").GetString() == "note");
        Assert.Equal("solved", conversations[0].GetProperty("handovers")[0].GetProperty("outcome").GetString());
        Assert.NotEqual(0, conversations[0].GetProperty("turns").GetArrayLength());
        var file = Assert.Single(
            messages.Where(m => m.TryGetProperty("files", out _)).SelectMany(m => m.GetProperty("files").EnumerateArray())).GetString()!;
        Assert.Contains(ErasedPerson.Word, File.ReadAllText(Path.Combine(folder, file)), StringComparison.Ordinal);
        foreach (var path in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Append(folder))
            Assert.Equal(0, (int)(File.GetUnixFileMode(path) & (UnixFileMode)0b000_111_111));
    }

    private static async Task<(int Code, string Output)> RunAsync(CxBotApp app, string typed, params string[] words)
    {
        var (code, output, error) = await Shell.RunAsync(app.Services, typed, ["customer", .. words]);
        return (code, output + error);
    }
}
