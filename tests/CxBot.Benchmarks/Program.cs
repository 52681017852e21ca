using CxBot.Benchmarks;
using CxBot.Benchmarks.Coverage;
using CxBot.Benchmarks.Quality;
using CxBot.Benchmarks.Reports;

// dotnet run -c Release --project tests/CxBot.Benchmarks -- turn | model | knowledge [articles ...] | encoder [articles] | quality [cuts] |
// whatsapp-intake [seconds] | search [messages] [connection] | coverage [samples] | reports [cases] [connection]
switch (args)
{
    case ["turn", ..]:
        await TurnBenchmark.RunAsync(Console.Out);
        return 0;
    case ["knowledge", .. var sizes]:
        await KnowledgeBenchmark.RunAsync(sizes.Length > 0 ? [.. sizes.Select(int.Parse)] : [60, 1_000, 10_000], Console.Out);
        return 0;
    case ["encoder", .. var size]:
        await EncoderBenchmark.RunAsync(
            size is [var many, ..] ? int.Parse(many, System.Globalization.CultureInfo.InvariantCulture) : 10_000, Console.Out);
        return 0;
    case ["encoder-again", var folder]:
        await EncoderBenchmark.AgainAsync(folder, Console.Out);
        return 0;
    case ["model", ..]:
        await ModelBenchmark.RunAsync(Console.Out);
        return 0;
    case ["quality", "cuts"]:
        await QualityBenchmark.RunCutsAsync(Console.Out, CancellationToken.None);
        return 0;
    case ["quality", ..]:
        await QualityBenchmark.RunAsync(Console.Out, CancellationToken.None);
        return 0;
    case ["coverage", .. var samples]:
        await CoverageBenchmark.RunAsync(
            samples is [var drawn, ..] ? int.Parse(drawn, System.Globalization.CultureInfo.InvariantCulture) : 10_000, Console.Out,
            CancellationToken.None);
        return 0;
    case ["reports", .. var rest]:
        await ReportsBenchmark.RunAsync(
            rest is [var cases, ..] ? int.Parse(cases, System.Globalization.CultureInfo.InvariantCulture) : 1_600_000,
            rest is [_, var database] ? database : null, Console.Out);
        return 0;
    case ["whatsapp-intake", .. var seconds]:
        await WhatsAppIntakeBenchmark.RunAsync(
            seconds is [var given, ..] ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : 60, Console.Out);
        return 0;
    case ["search", .. var rest]:
        await SearchBenchmark.RunAsync(
            rest is [var messages, ..] ? int.Parse(messages, System.Globalization.CultureInfo.InvariantCulture) : 1_000_000,
            rest is [_, var connection] ? connection : null, Console.Out);
        return 0;
    default:
        Console.Error.WriteLine(
            "Say what to measure: turn, model, knowledge [articles ...], encoder [articles], quality [cuts], whatsapp-intake [seconds], "
            + "search [messages] [connection], coverage [samples], or reports [cases] [connection].");
        return 2;
}
