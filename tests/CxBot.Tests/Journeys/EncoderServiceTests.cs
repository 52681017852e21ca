using CxBot.Answering;
using CxBot.Knowledge;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Journeys;

/// <summary>An encoder elsewhere that knows several languages reads articles and questions, and may be away.</summary>
public sealed class EncoderServiceTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private static readonly string[][] Meanings = [["parcel", "paket", "kiriman"], ["where", "mana"], ["refund", "dana"],
        ["password", "sandi"]];

    private static KnowledgeFiles Knowledge() => new KnowledgeFiles()
        .Add("parcel", "where parcel", "Open My orders.")
        .Add("refund", "refund", "Three days.")
        .Add("password", "password", "Use the link.");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_question_in_one_language_finds_the_article_in_the_other_and_a_restart_encodes_nothing_again(bool azure)
    {
        await using var service = await FakeModelServer.StartAsync();
        service.Meanings = Meanings;
        var settings = service.EncoderSettings;
        if (azure)
            (settings["Answering:Model:Provider"], settings["Answering:Model:Endpoint"]) = ("AzureOpenAI", service.Address);
        var app = await CxBotApp.StartAsync(Knowledge(), settings);
        await ReadyAsync(app);
        Assert.Equal("parcel", await BestAsync(app, "paket mana"));
        Assert.Equal("refund", await BestAsync(app, "dana 0812-3456-7890"));
        Assert.DoesNotContain(service.Encoded, text => text.Contains("3456", StringComparison.Ordinal));
        Assert.True(await app.ReadAsync(db => db.Embeddings.CountAsync()) >= 3);

        var before = service.Encoded.Count;
        await using var again = await CxBotApp.StartAsync(settings: settings, folder: await app.StopKeepingDataAsync());
        await ReadyAsync(again);
        Assert.Equal(before, service.Encoded.Count);
    }

    [Fact]
    public async Task While_it_is_away_words_answer_and_no_question_waits_long()
    {
        await using var service = await FakeModelServer.StartAsync();
        service.Meanings = Meanings;
        await using var app = await CxBotApp.StartAsync(Knowledge(), service.EncoderSettings);
        await ReadyAsync(app);
        service.Mood = ModelMood.Broken;
        Assert.Equal("refund", await BestAsync(app, "refund"));
        service.Mood = ModelMood.Hang;
        var asked = TimeProvider.System.GetTimestamp();
        Assert.Equal("refund", await BestAsync(app, "refund please"));
        Assert.InRange(TimeProvider.System.GetElapsedTime(asked).TotalSeconds, 0, 6);
    }

    [Fact]
    public async Task Without_the_name_of_its_model_the_app_refuses_to_start_and_says_so()
    {
        await using var service = await FakeModelServer.StartAsync();
        var settings = service.Settings;
        settings["Knowledge:Encoder"] = "Service";
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => CxBotApp.StartAsync(Knowledge(), settings));
        Assert.Contains("Answering:Model:EmbeddingDeployment", failure.Message, StringComparison.Ordinal);
    }

    private static Task ReadyAsync(CxBotApp app) =>
        Eventually.TrueAsync(
            () => Task.FromResult(app.Services.GetRequiredService<KnowledgeBase>().EncoderReady), "the encoder to have read the articles");

    private static async Task<string> BestAsync(CxBotApp app, string question) =>
        (await app.Services.GetRequiredService<FaqAnswerer>().AnswerAsync(question, "id", Ct)).Candidates[0].Article.Id.Value;
}
