using System.Globalization;
using System.Diagnostics;
using CxBot.Answering.Calibration;
using CxBot.Answering;
using CxBot.Knowledge;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CxBot.Benchmarks;

/// <summary>Index and query time over made-up articles with ten ways to ask each. The yardstick of a query is a linear scan over the ways
/// to ask.</summary>
internal static class KnowledgeBenchmark
{
    private const int Queries = 400;

    public static async Task RunAsync(IReadOnlyList<int> sizes, TextWriter output)
    {
        await output.WriteLineAsync("| articles | words index, s | fit, s | query p50, ms | query p99, ms | times a linear scan |");
        await output.WriteLineAsync("| ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var size in sizes)
            await output.WriteLineAsync(await MeasureAsync(size));
    }

    private static async Task<string> MeasureAsync(int articles)
    {
        var folder = Directory.CreateTempSubdirectory("cxbot-benchmark-").FullName;
        try
        {
            var ways = MadeUpArticles.Write(folder, articles);
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(
                new Dictionary<string, string?> { ["Knowledge:Folder"] = folder, ["Knowledge:Encoder"] = "None" }).Build();
            var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration)
                .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error)).AddKnowledge().AddAnswering();
            await using var provider = services.BuildServiceProvider();
            var knowledge = provider.GetRequiredService<KnowledgeBase>();
            var start = Stopwatch.GetTimestamp();
            await knowledge.LoadAsync(CancellationToken.None);
            var indexed = Stopwatch.GetElapsedTime(start);

            // Otherwise the first question would begin it, and the queries would be measured against it.
            start = Stopwatch.GetTimestamp();
            await provider.GetRequiredService<ConfidenceModels>().FitAsync(cores: 2, CancellationToken.None);
            var fitted = Stopwatch.GetElapsedTime(start);
            var answerer = provider.GetRequiredService<FaqAnswerer>();
            var questions = Enumerable.Range(0, Queries).Select(i => ways[i * 7919 % ways.Count] + " ya kak").ToArray();
            foreach (var question in questions.Take(100))
                await answerer.AnswerAsync(question, "id", CancellationToken.None);
            var scan = await Percentiles.OfAsync(
                50, i => Task.FromResult(ways.Count(way => way.Contains(questions[i], StringComparison.OrdinalIgnoreCase))));
            var query = await Percentiles.OfAsync(Queries, i => answerer.AnswerAsync(questions[i], "id", CancellationToken.None));
            return string.Create(
                CultureInfo.InvariantCulture,
                $"| {articles} | {indexed.TotalSeconds:0.00} | {fitted.TotalSeconds:0.00} | {query.At(0.5):0.00} | {query.At(0.99):0.00} "
                + $"| {query.At(0.5) / scan.At(0.5):0.00} |");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
