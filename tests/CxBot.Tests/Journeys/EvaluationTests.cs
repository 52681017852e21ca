using System.Net;
using System.Text.RegularExpressions;
using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Evaluation.Metrics;
using CxBot.Evaluation.Questions;
using CxBot.Evaluation;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Journeys;

public sealed partial class EvaluationTests
{
    private const string Password = "kata-sandi-yang-panjang";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_owner_gives_questions_measures_edits_an_article_and_sees_what_changed()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var results = app.Services.GetRequiredService<EvaluationResults>();
        await app.Services.GetRequiredService<QuestionSets>().ReplaceAsync("""
            {"text": "lacak paket saya dong", "article": "track-order"}
            {"text": "refund belum masuk nih", "article": "refund-timing"}
            {"text": "cuaca besok gimana ya", "article": null}
            """, new AuditActor(null, "Sari", null), Token);

        var first = await RunAsync(app, EvaluationSource.Questions);
        Assert.Equal((3, 2, 5), (first.Figures.Report.Questions.Asked, first.Figures.Report.Questions.Answerable, first.Figures.Articles));
        Assert.Equal(1, first.Figures.Report.Accuracy);
        var questions = await results.QuestionsAsync(first.Id, Token);
        Assert.Equal("track-order", questions[0].Explanation.Candidates[0].Id.Value);
        Assert.NotEmpty(questions[0].Explanation.Signals!);

        // The article that answers one of them goes.
        File.Delete(Path.Combine(app.KnowledgeFolder, "track-order.md"));
        var knowledge = app.Services.GetRequiredService<CxBot.Knowledge.KnowledgeBase>();
        await Eventually.TrueAsync(() => Task.FromResult(knowledge.Current.Find(new("track-order")) is null), "the article to be gone");
        var second = await RunAsync(app, EvaluationSource.Questions);

        var changed = RunComparison.Of(questions, await results.QuestionsAsync(second.Id, Token));
        Assert.Equal("lacak paket saya dong", Assert.Single(changed.WentWrong).Now.Prediction.Text);
        Assert.Equal(0.5, second.Figures.Report.Accuracy);
    }

    [Fact]
    public async Task Without_questions_the_articles_are_asked_their_own_ways_and_the_last_few_results_are_kept()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        for (var run = 0; run < EvaluationResults.Kept + 1; run++)
            await RunAsync(app, EvaluationSource.OwnWays);

        var kept = await app.Services.GetRequiredService<EvaluationResults>().ListAsync(EvaluationSource.OwnWays, Token);
        Assert.Equal(EvaluationResults.Kept, kept.Count);
        Assert.Equal(30, kept[0].Figures.Report.Questions.Asked);
        Assert.Empty(await app.Services.GetRequiredService<EvaluationResults>().ListAsync(EvaluationSource.Questions, Token));
    }

    [Fact]
    public async Task A_replay_says_what_would_now_be_decided_differently_and_where_it_was()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("lacak paket saya dong");
        await customer.WaitForAnswerAsync("track-order");
        var said = await app.ReadAsync(
            db => db.Messages.SingleAsync(m => m.ConversationId == customer.ConversationId && m.Confidence != null));
        Assert.Equal((DecisionKind.Answer, "track-order"), (said.Explain()!.Decision, said.Explain()!.Candidates[0].Id.Value));
        Assert.True(said.Explain()!.Confidence >= said.Explain()!.AnswerFrom);
        Assert.NotEmpty(said.Explain()!.Signals!);
        Assert.Empty((await ReplayAsync(app)).Changed);

        File.Delete(Path.Combine(app.KnowledgeFolder, "track-order.md"));
        var knowledge = app.Services.GetRequiredService<CxBot.Knowledge.KnowledgeBase>();
        await Eventually.TrueAsync(() => Task.FromResult(knowledge.Current.Find(new("track-order")) is null), "the article to be gone");
        var changed = Assert.Single((await ReplayAsync(app)).Changed);

        Assert.Equal((customer.ConversationId, DecisionKind.Answer, "track-order"),
            (changed.ConversationId, changed.Then, changed.ArticleThen?.Value));
        Assert.NotEqual("track-order", changed.ArticleNow?.Value);
    }

    [Fact]
    public async Task A_replay_learns_from_what_customers_chose_when_they_were_asked_back()
    {
        await using var app = await CxBotApp.StartAsync();
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("brp lama sampe malang");
        await customer.WaitForTextAsync("Maksudnya:");
        await customer.SayAsync("iya");
        await customer.WaitForAnswerAsync("delivery-time");
        await using var other = await DirectLineCustomer.StartAsync(app);
        await other.SayAsync("brp lama sampe malang");
        await other.WaitForTextAsync("Maksudnya:");
        await other.SayAsync("bukan");
        await other.WaitForSentenceAsync("AskAgain");

        var report = await ReplayAsync(app, asked: 2);
        Assert.Empty(report.Changed);
        Assert.Equal(new Dictionary<AgainstChoice, int> { [AgainstChoice.Same] = 1, [AgainstChoice.Open] = 1 }, report.Chosen);
    }

    [Fact]
    public async Task A_handover_says_why_too()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("mau bicara dengan CS");
        await customer.WaitForSentenceAsync("QueuedNobody");

        var why = await app.ReadAsync(
            db => db.Messages.Where(m => m.ConversationId == customer.ConversationId && m.Role == CxBot.Conversations.MessageRole.Bot)
                .ToListAsync());
        Assert.Contains(why, m => m.Explain() is { Decision: DecisionKind.HandOver, Reason: HandoverReason.CustomerAsked });
    }

    [Fact]
    public async Task A_review_of_the_live_articles_is_outdated_once_they_change()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop().Add("few", "Hanya satu cara", "Isi.", "cara yang lain"));
        var (reviews, work) = (app.Services.GetRequiredService<KnowledgeReviews>(), app.Services.GetRequiredService<BackgroundJob>());
        Assert.True(reviews.TryStart("Sari"));
        await Eventually.TrueAsync(() => Task.FromResult(work.Current is null), "the review to end");

        Assert.Contains(reviews.Last!.Advice, a => a is { File: "few.md", Kind: CxBot.Knowledge.AdviceKind.FewWays });
        Assert.False(reviews.IsOutdated);
        await app.Services.GetRequiredService<CxBot.Knowledge.KnowledgeBase>().ReloadAsync(Token);
        Assert.True(reviews.IsOutdated);
    }

    [Fact]
    public async Task The_page_and_the_questions_are_for_administrators()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await app.Services.GetRequiredService<QuestionSets>()
            .ReplaceAsync("""{"text": "satu", "article": "a"}""", new AuditActor(null, "Sari", null), Token);

        Assert.Equal((HttpStatusCode.Redirect, "/desk/sign-in"), await AskAsync(app, null, "/desk/evaluation"));
        Assert.Equal((HttpStatusCode.Redirect, "/desk/sign-in"), await AskAsync(app, null, "/desk/evaluation/questions.jsonl"));
        Assert.Equal((HttpStatusCode.Redirect, "/desk"), await AskAsync(app, AgentRoles.Agent, "/desk/evaluation"));
        Assert.Equal(await AskAsync(app, AgentRoles.Agent, "/desk/agents"), await AskAsync(app, AgentRoles.Agent, "/desk/evaluation"));
        Assert.Equal((HttpStatusCode.Redirect, "/desk"), await AskAsync(app, AgentRoles.Agent, "/desk/evaluation/questions.jsonl"));
        Assert.Equal((HttpStatusCode.OK, "{\"text\":\"satu\",\"article\":\"a\"}\n"),
            await AskAsync(app, AgentRoles.Administrator, "/desk/evaluation/questions.jsonl"));
    }

    private static async Task<EvaluationResult> RunAsync(CxBotApp app, EvaluationSource source)
    {
        var (evaluations, work) = (app.Services.GetRequiredService<Evaluations>(), app.Services.GetRequiredService<BackgroundJob>());
        Assert.True(evaluations.TryStart(source, "Sari"));
        await Eventually.TrueAsync(() => Task.FromResult(work.Current is null), "the evaluation to end");
        Assert.Null(work.Failed);
        return (await app.Services.GetRequiredService<EvaluationResults>().ListAsync(source, Token))[0];
    }

    private static async Task<ReplayReport> ReplayAsync(CxBotApp app, int asked = 1)
    {
        var (replays, work) = (app.Services.GetRequiredService<Replays>(), app.Services.GetRequiredService<BackgroundJob>());
        Assert.True(replays.TryStart(app.Time.GetUtcNow().AddDays(-1), app.Time.GetUtcNow().AddDays(1), "Sari"));
        await Eventually.TrueAsync(() => Task.FromResult(work.Current is null), "the replay to end");
        Assert.Null(work.Failed);
        Assert.Equal(asked, replays.Last!.Report.Asked);
        return replays.Last.Report;
    }

    /// <summary>Signs in as somebody of that role and asks for a path.</summary>
    /// <returns>The status, and where it sends one, or what it says.</returns>
    private static async Task<(HttpStatusCode Status, string Says)> AskAsync(CxBotApp app, string? role, string path)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() };
        using var http = new HttpClient(handler) { BaseAddress = app.Address };
        if (role is not null)
        {
            await using (var scope = app.Services.CreateAsyncScope())
                await scope.ServiceProvider.GetRequiredService<AgentAccounts>()
                    .CreateAsync(AuditActor.CommandLine, $"{role}@example.test", role, role, Password, Token);
            var form = await http.GetStringAsync(new Uri("/desk/sign-in", UriKind.Relative), Token);
            var fields = Hidden().Matches(form).ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));
            (fields["Email"], fields["Password"]) = ($"{role}@example.test", Password);
            using var content = new FormUrlEncodedContent(fields);
            using var signed = await http.PostAsync(new Uri("/desk/sign-in", UriKind.Relative), content, Token);
            Assert.Equal(HttpStatusCode.Redirect, signed.StatusCode);
        }
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), Token);
        var to = answer.Headers.Location is { } location ? new Uri(app.Address, location).AbsolutePath
            : await answer.Content.ReadAsStringAsync(Token);
        return (answer.StatusCode, to);
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
