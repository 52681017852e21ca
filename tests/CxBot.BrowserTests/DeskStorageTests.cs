using CxBot.BrowserTests.Testing;
using CxBot.Conversations;
using CxBot.Tests.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

/// <summary>What an agent sees while nothing can be stored, and what becomes of their words.</summary>
public sealed class DeskStorageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task What_could_not_be_stored_stays_in_the_box_and_is_sent_once_with_the_next_try()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var desk = await DeskWindow.SignInAsync(chromium, app, 1280, 800, ColorScheme.Light);
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("mau bicara dengan CS");
        await desk.Page.GetByTestId("queue-item").ClickAsync();
        await desk.Page.GetByTestId("take").ClickAsync();
        await customer.WaitForSentenceAsync("Taken", "Sari");
        await desk.Page.GetByTestId("reply").FillAsync("Sudah saya cek ya");

        await using var other = new SqliteConnection($"Data Source={Path.Combine(app.DataFolder, "cxbot.db")};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        Execute(other, "BEGIN IMMEDIATE");
        await desk.Page.GetByTestId("reply-send").ClickAsync();
        await Assertions.Expect(desk.Page.GetByText(Sentences.AtDesk("NotSentTryAgain"))).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Assertions.Expect(desk.Page.GetByTestId("reply")).ToHaveValueAsync("Sudah saya cek ya");
        await desk.Page.GetByTestId("release").ClickAsync();
        await Assertions.Expect(desk.Page.GetByText(Sentences.AtDesk("NotStoredTryAgain")).First)
            .ToBeVisibleAsync(new() { Timeout = 20_000 });
        await desk.IsAccessibleAsync();
        if (Environment.GetEnvironmentVariable("CXBOT_SHOTS") is { } shots)
            await desk.Page.ScreenshotAsync(new() { Path = Path.Combine(shots, "not-sent.png") });
        Execute(other, "ROLLBACK");

        await desk.Page.GetByTestId("reply-send").ClickAsync();
        await customer.WaitForTextAsync("Sudah saya cek ya");
        await Assertions.Expect(desk.Page.GetByTestId("reply")).ToHaveValueAsync("");

        // As where the connection broke between commit and answer: the words are still there, and so is their id.
        var id = await desk.Page.EvaluateAsync<string>("""
            async () => {
              const box = document.querySelector('[data-testid=reply]');
              box.value = 'Ditunggu sebentar';
              const desk = await import('/desk/composer.js');
              const [first, again] = [desk.readComposer(box, ''), desk.readComposer(box, '')];
              box.sending = null;
              const reloaded = desk.readComposer(box, '');
              box.value = 'Lain';
              return [first.id === again.id, first.id === reloaded.id, first.id !== desk.readComposer(box, '').id].join();
            }
            """);
        Assert.Equal("true,true,true", id);
        Assert.Equal(1, await app.ReadAsync(db => db.Messages.CountAsync(m => m.Role == MessageRole.Agent)));
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
