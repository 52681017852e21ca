using System.Globalization;
using System.Diagnostics;
using CxBot.Knowledge;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CxBot.Benchmarks;

/// <summary>The encoder's first pass over a large folder, alone and beside turns, and what a restart and an edited article cost
/// afterwards.</summary>
internal static class EncoderBenchmark
{
    private static readonly TimeSpan Beside = TimeSpan.FromSeconds(40);

    public static async Task RunAsync(int articles, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("cxbot-benchmark-").FullName;
        var options = In(folder);
        try
        {
            MadeUpArticles.Write(options.Folder, articles);
            await FirstPassAsync(options, output);
            await RestartAsync(folder, output);
            Directory.Delete(options.CacheFolder!, recursive: true);
            await BesideTurnsAsync(folder, options, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What is asked meanwhile is answered by words.</summary>
    private static async Task BesideTurnsAsync(string folder, KnowledgeOptions options, TextWriter output)
    {
        await using var app = TurnBenchmark.Build(
            folder, "--Knowledge:Folder", options.Folder, "--Knowledge:CacheFolder", options.CacheFolder!);
        await app.StartAsync();
        var knowledge = app.Services.GetRequiredService<KnowledgeBase>();
        while (knowledge.Encoding is null)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        var questions = knowledge.Current.Articles.Take(500).Select(a => a.WaysToAsk[3]).ToArray();
        for (var i = 0; i < 50; i++)
            await TurnBenchmark.TurnAsync(app, questions[i]);
        var (from, start) = (knowledge.Encoding!.Done, Stopwatch.GetTimestamp());
        var times = new List<TimeSpan>();
        var done = from;
        while (Stopwatch.GetElapsedTime(start) < Beside && knowledge.Encoding is not null)
        {
            times.Add(await TurnBenchmark.TurnAsync(app, questions[times.Count % questions.Length]));
            done = knowledge.Encoding?.Done ?? done;
            // Five customers a second: traffic, not a flood.
            await Task.Delay(TimeSpan.FromMilliseconds(150), TimeProvider.System);
        }
        var rate = (done - from) / Stopwatch.GetElapsedTime(start).TotalSeconds;
        await output.WriteLineAsync(
            FormattableString.Invariant($"beside turns   {rate:0} ways to ask a second; a turn {new Percentiles([.. times])}"));
        await app.StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    private static async Task FirstPassAsync(KnowledgeOptions options, TextWriter output)
    {
        using var knowledge = Knowledge(options);
        await knowledge.LoadAsync(CancellationToken.None);
        var total = 0;
        knowledge.Progressed += () => total = knowledge.Encoding?.Total ?? total;
        var start = Stopwatch.GetTimestamp();
        await knowledge.WarmUpAsync(CancellationToken.None);
        var took = Stopwatch.GetElapsedTime(start);
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"first pass     {total} ways to ask in {took.TotalSeconds:0} s: {total / took.TotalSeconds:0} a second, the index over "
                + $"meaning included; memory {Memory()}"));
    }

    /// <summary>In a process of its own, as a restart is: memory counts from nothing.</summary>
    private static async Task RestartAsync(string folder, TextWriter output)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["encoder-again", folder]) { RedirectStandardOutput = true };
        using var again = Process.Start(start)!;
        await output.WriteAsync(await again.StandardOutput.ReadToEndAsync());
        await again.WaitForExitAsync();
    }

    /// <summary>Starts over a folder that was read before, and edits one article.</summary>
    public static async Task AgainAsync(string folder, TextWriter output)
    {
        var options = In(folder);
        using var knowledge = Knowledge(options);
        var encoded = 0;
        knowledge.Progressed += () => encoded = Math.Max(encoded, knowledge.Encoding?.Total ?? 0);
        var start = Stopwatch.GetTimestamp();
        await knowledge.WarmUpAsync(CancellationToken.None);
        var restarted = Stopwatch.GetElapsedTime(start);
        var memory = Memory();
        var article = Path.Combine(options.Folder, "a0.md");
        await File.WriteAllTextAsync(article,
            (await File.ReadAllTextAsync(article)).Replace(
                "questions:\n", "questions:\n  - \"cara baru sekali untuk bertanya\"\n", StringComparison.Ordinal));
        start = Stopwatch.GetTimestamp();
        await knowledge.ReloadAsync(CancellationToken.None);
        await output.WriteLineAsync(FormattableString.Invariant($"""
            restart        {restarted.TotalSeconds:0.0} s to the index over meaning, {encoded} encoded; memory {memory}
            one edited     {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s; memory {Memory()}
            """));
    }

    private static KnowledgeOptions In(string folder) =>
        new() { Folder = Path.Combine(folder, "knowledge"), CacheFolder = Path.Combine(folder, "cache") };

    private static string Memory() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Process.GetCurrentProcess().PeakWorkingSet64 / 1024.0 / 1024:0} MB at most, {Environment.WorkingSet / 1024.0 / 1024:0} MB "
            + $"now");

    private static KnowledgeBase Knowledge(KnowledgeOptions options) =>
        new(Options.Create(options), TimeProvider.System, NullLogger<KnowledgeBase>.Instance);
}
