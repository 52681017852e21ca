using CxBot.Knowledge;
using CxBot.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Journeys;

public sealed class LiveKnowledgeTests
{
    [Fact]
    public async Task An_edited_article_answers_without_a_restart()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("lacak paket");
        await customer.WaitForAnswerAsync("track-order");

        var file = Path.Combine(app.KnowledgeFolder, "track-order.md");
        await File.WriteAllTextAsync(file,
            (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace(
                "Buka menu Pesanan Saya", "Buka halaman Lacak Kiriman", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(
            () => Task.FromResult(
                Knowledge(app).Current.Find(new("track-order"))!.Body.Contains("Lacak Kiriman", StringComparison.Ordinal)),
            "the edit to be read");
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await customer.SayAsync("lacak paket");
        await customer.WaitForTextAsync("Lacak Kiriman");
    }

    [Fact]
    public async Task A_broken_article_keeps_the_old_answers_and_health_says_file_and_line()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var file = Path.Combine(app.KnowledgeFolder, "track-order.md");
        var good = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            file, good.Replace("language: id", "languge: id", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => Task.FromResult(Knowledge(app).Problems.Count > 0), "the problem to be seen");
        var problem = Assert.Single(Knowledge(app).Problems);
        Assert.Equal(("track-order.md", 4), (problem.File, problem.Line));

        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("lacak paket");
        await customer.WaitForAnswerAsync("track-order");
        using var http = app.Http();
        using var ready = await http.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.OK, ready.StatusCode);
        var health = await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("track-order.md", health, StringComparison.Ordinal);
        Assert.Contains("languge", health, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, good, TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => Task.FromResult(Knowledge(app).Problems.Count == 0), "the problem to be gone");
    }

    private static KnowledgeBase Knowledge(CxBotApp app) => app.Services.GetRequiredService<KnowledgeBase>();
}
