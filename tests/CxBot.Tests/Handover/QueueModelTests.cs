using System.Globalization;
using CsCheck;
using CxBot.Hosting;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CxBot.Tests.Handover;

/// <summary>Whatever customers, agents and nodes do, in whatever order: one owner at most, everything that waits is seen, nothing is
/// held by
/// who is gone, and the bot is silent while a person has the word.</summary>
/// <remarks><c>CXBOT_QUEUES</c> says how many queues are tried; <c>CsCheck_Seed</c> tries one again.</remarks>
public sealed class QueueModelTests
{
    /// <summary>Asking and claiming come often: without them nothing else can be done.</summary>
    private static readonly QueueCommand[] Commands =
    [
        .. Enum.GetValues<QueueCommand>(), QueueCommand.Ask, QueueCommand.Ask, QueueCommand.Write, QueueCommand.Wait, QueueCommand.Wait,
        .. Enumerable.Repeat(QueueCommand.Claim, 5),
    ];

    [Fact]
    public Task A_queue_is_what_its_model_says() => TryAsync(8);

    [Fact(Explicit = true)]
    public Task However_many_queues_are_tried() => TryAsync(
        int.TryParse(Environment.GetEnvironmentVariable("CXBOT_QUEUES"), CultureInfo.InvariantCulture, out var queues) ? queues : 2000);

    private static async Task TryAsync(int queues)
    {
        var token = TestContext.Current.CancellationToken;
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), new()
        {
            ["Handover:AgentGoneAfter"] = QueueModel.AgentGoneAfter.ToString(),
            ["Handover:OpenPerAddress"] = "0",
        });
        // Its rounds are the model's own.
        var sweep = app.Services.GetServices<IHostedService>().OfType<PeriodicWorker>().Single(w => w.GetType().Name == "Sweep");
        await sweep.StopAsync(token);
        await using var nodes = new TwoNodes($"Data Source={Path.Combine(app.DataFolder, "cxbot.db")}", app.Time);
        await nodes.StartAsync(token);
        var agents = new List<DeskAgent>();
        foreach (var name in (string[])["sari", "budi", "ani"])
            agents.Add(await DeskAgent.SitDownAsync(app, name));

        var tried = 0;
        var which = Gen.Int[0, 3];
        var who = Gen.Int[0, agents.Count - 1];
        await Gen.Select(Gen.Int[0, Commands.Length - 1], which, who, who).Array[15, 40].SampleAsync(async commands =>
        {
            await app.Services.GetRequiredService<Writer>()
                .RunAsync((db, cancellationToken) => db.Conversations.ExecuteDeleteAsync(cancellationToken), token);
            var model = new QueueModel(app, agents, nodes, () => sweep.RoundAsync(token), $"q{tried++}");
            await model.BeginAsync();
            foreach (var (command, conversation, agent, other) in commands)
                await model.DoAsync(Commands[command], conversation, agents[agent], agents[other]);
        }, iter: queues, threads: 1);
    }
}
