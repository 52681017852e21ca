using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CxBot.Evaluation;
using CxBot.Knowledge;
using CxBot.Storage;

namespace CxBot.Web.Commands;

/// <summary><c>eval --replay</c>: which past questions would now be answered, asked back or handed over differently.</summary>
public static class ReplayCommand
{
    private const int MaxShown = 50;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>0 when done; 1 where the knowledge fails; 2 for a wrong command line.</returns>
    public static async Task<int> RunAsync(string[] args, IServiceProvider services, TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            var values = CommandLine.Read(args, "--knowledge", "--from", "--to", "--json");
            var settings = CommandSettings.Read();
            using var knowledge = await LoadedKnowledge.LoadAsync(CommandSettings.Knowledge(settings, values.GetValueOrDefault("--knowledge")), CommandSettings.Answering(settings), CommandSettings.Model(settings), cancellationToken);
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<CxBotDbContext>();
            await StorageStart.MigrateAsync(db, cancellationToken);
            var report = await Replay.RunAsync(db, knowledge.Answerer, Moment(values, "--from", DateTimeOffset.MinValue), Moment(values, "--to", DateTimeOffset.MaxValue), (_, _) => { }, cancellationToken);

            await output.WriteLineAsync($"{report.Asked} questions asked again, {report.Changed.Count} decided differently");
            foreach (var (move, count) in report.Moves)
                await output.WriteLineAsync($"{count,6}  {move}");
            foreach (var changed in report.Changed.Take(MaxShown))
                await output.WriteLineAsync($"{EnumNames.CamelCase(changed.Then)} -> {EnumNames.CamelCase(changed.Now)}  {changed.ArticleThen ?? "nothing"} -> {changed.ArticleNow ?? "nothing"}  {changed.Text.ReplaceLineEndings(" ")}");
            if (values.TryGetValue("--json", out var json))
                await File.WriteAllTextAsync(json, JsonSerializer.Serialize(report, Json) + Environment.NewLine, cancellationToken);
            return 0;
        }
        catch (FormatException e)
        {
            await output.WriteLineAsync($"eval: {e.Message}{Environment.NewLine}{Environment.NewLine}{EvalCommand.Usage}");
            return 2;
        }
        catch (KnowledgeException e)
        {
            await output.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static DateTimeOffset Moment(Dictionary<string, string> values, string name, DateTimeOffset otherwise) =>
        !values.TryGetValue(name, out var text) ? otherwise
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment
        : throw new FormatException($"{name} is a date such as 2026-11-25, not '{text}'");
}
