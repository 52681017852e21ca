using System.Net;
using CxBot.Tests.Testing;

namespace CxBot.Tests.Desk;

public sealed class NotFoundPageTests
{
    [Fact]
    public async Task An_address_of_nothing_under_the_desk_says_so_kindly_to_everybody()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        using var nobody = new DeskBrowser(app);
        using var agent = await DeskBrowser.SignedInAsync(app, await DeskBrowser.HireAsync(app, "Sari"));
        foreach (var browser in new[] { nobody, agent })
        {
            // A link to set up or to join that is used up has words too.
            using var usedUp = await browser.GetAsync("/desk/welcome?token=used-up");
            Assert.Equal(HttpStatusCode.NotFound, usedUp.StatusCode);
            Assert.Equal("text/html", usedUp.Content.Headers.ContentType?.MediaType);
            foreach (var path in new[] { "/desk/reports-of-old", "/desk/queue/one/two", "/desk/report.html", "/desk/%3Cscript%3E" })
            {
                using var answer = await browser.GetAsync(path);
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
                Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
                var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                Assert.Matches(Sentences.AtDesk("NotFoundTitle"), page);
                Assert.Contains("href=\"desk\"", page, StringComparison.Ordinal);
                Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
            }
        }
    }
}
