using System.Diagnostics;
using CxBot.Answering;
using CxBot.Answering.Calibration;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Inbound;
using CxBot.Knowledge;
using CxBot.Storage;
using CxBot.Turns;
using CxBot.Web.Bot;
using CxBot.Web.Channels;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CxBot.Benchmarks;

/// <summary>A turn without a model, over the demo shop's articles and the encoder: from the customer's message handed to the intake to the
/// stored reply. The yardstick is what it cannot do without: two commits and one encoding.</summary>
internal static class TurnBenchmark
{
    private const int Turns = 500;

    public static async Task RunAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("cxbot-benchmark-").FullName;
        await using var app = Build(folder);
        await app.StartAsync();
        var knowledge = app.Services.GetRequiredService<KnowledgeBase>();
        while (!knowledge.EncoderReady)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        await app.Services.GetRequiredService<ConfidenceModels>().FitAsync(cores: 2, CancellationToken.None);
        var questions = await AnsweredOutrightAsync(app.Services.GetRequiredService<FaqAnswerer>(), knowledge.Current);

        await MeasureAsync(app, questions, 200, 1);
        var commits = await Percentiles.OfAsync(200, i => CommitAsync(app, i));
        var answers = await Percentiles.OfAsync(300,
            i => app.Services.GetRequiredService<FaqAnswerer>().AnswerAsync(questions[i % questions.Length], "id", CancellationToken.None));
        var alone = await MeasureAsync(app, questions, Turns, 1);
        var eight = await MeasureAsync(app, questions, Turns, 8);
        var yardstick = 2 * commits.At(0.5) + answers.At(0.5);
        await output.WriteLineAsync(FormattableString.Invariant($"""
            one commit            {commits}
            retrieval and encoder {answers}
            turn, one at a time   {alone}; {alone.At(0.5) / yardstick:0.00} times two commits and one retrieval
            turn, eight at once   {eight}
            """));
        await app.StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<Percentiles> MeasureAsync(WebApplication app, string[] questions, int turns, int atOnce)
    {
        var times = new TimeSpan[turns];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < turns; i = Interlocked.Increment(ref next))
                times[i] = await TurnAsync(app, questions[i % questions.Length]);
        })));
        return new Percentiles(times);
    }

    /// <summary>From the message to the stored turn.</summary>
    public static async Task<TimeSpan> TurnAsync(WebApplication app, string question)
    {
        var intake = app.Services.GetRequiredService<Intake>();
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");
        await intake.OpenAsync(new(id), WebChannel.Visitor(id), null, "id", CancellationToken.None);
        using var heard = app.Services.GetRequiredService<Feed>().Subscribe(new(id));
        var start = Stopwatch.GetTimestamp();
        await intake.AcceptAsync(
            new InboundMessage { ConversationId = new(id), Channel = WebChannel.Key, Text = question, ProviderId = id },
            CancellationToken.None);
        while (true)
        {
            await heard.Nudges.ReadAsync();
            await using var db = app.Services.GetRequiredService<IDbContextFactory<CxBotDbContext>>().CreateDbContext();
            if (await db.Turns.AsNoTracking().SingleOrDefaultAsync(t => t.ConversationId == new ConversationId(id)) is not { } turn)
                continue;
            var took = Stopwatch.GetElapsedTime(start);
            // A delicate matter goes to a person at once, however sure the answer.
            return turn.Outcome is TurnOutcome.Answered or TurnOutcome.HandedOver ? took
                : throw new InvalidOperationException($"\"{question}\" was not answered but {turn.Outcome}.");
        }
    }

    /// <summary>As customers write, not the very words of the article; and without those the bot doubts, because doubt waits on purpose:
    /// that is manners, not work.</summary>
    private static async Task<string[]> AnsweredOutrightAsync(FaqAnswerer answerer, KnowledgeIndex knowledge)
    {
        var answered = new List<string>();
        foreach (var question in knowledge.Articles.SelectMany(a => a.WaysToAsk).Where(q => q.Split(' ').Length <= 22)
            .Select(q => q + " ya kak"))
        {
            var answer = await answerer.AnswerAsync(question, "id", CancellationToken.None);
            if (HandoverPolicy.Judge(answer, PolicyContext.Fresh) is Decision.GiveAnswer)
                answered.Add(question);
        }
        return [.. answered];
    }

    private static Task CommitAsync(WebApplication app, int number) =>
        app.Services.GetRequiredService<Writer>().RunAsync(async (db, token) =>
        {
            db.Customers.Add(new Customer { Name = $"yardstick {number}" });
            await db.SaveChangesAsync(token);
        }, CancellationToken.None);

    /// <summary>The engine and all that a turn needs, without the web in front of it.</summary>
    public static WebApplication Build(string folder, params string[] settings)
    {
        var builder = WebApplication.CreateBuilder(
            ["--urls", "http://127.0.0.1:0", "--Storage:ConnectionString", $"Data Source={Path.Combine(folder, "cxbot.db")}", .. settings]);
        builder.Logging.ClearProviders();
        builder.Services.AddStorage(builder.Configuration);
        builder.Services.AddKnowledge();
        builder.Services.AddAnswering();
        builder.Services.AddAudit();
        builder.Services.AddDelivery();
        builder.Services.AddHandover();
        builder.Services.AddInbound();
        builder.Services.AddTurns();
        builder.Services.AddBot();
        builder.Services.AddChannel(WebChannel.Traits, WebChannel.Key);
        builder.Services.AddSingleton<CxBot.Web.Operations.CxBotMetrics>();
        builder.AddEngine();
        return builder.Build();
    }
}
