using System.Text.Encodings.Web;
using System.Text.Json;
using CxBot.Evaluation;
using CxBot.Storage;

namespace CxBot.Web.Commands;

/// <summary><c>eval --replay</c>: which past questions would now be answered, asked back or handed over differently.</summary>
internal sealed class ReplayCommand(CommandContext context)
{
    private const int MaxShown = 50;

    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="folder">Another folder of articles; null for the configured one.</param>
    /// <param name="json">The file to write the report to; null for none.</param>
    public async Task<int> RunAsync(string? folder, DateTimeOffset? from, DateTimeOffset? to, string? json, TextWriter output,
        CancellationToken cancellationToken)
    {
        var settings = CommandSettings.Read();
        using var knowledge = await LoadedKnowledge.LoadAsync(
            CommandSettings.Knowledge(settings, folder), CommandSettings.Answering(settings), CommandSettings.Model(settings),
            cancellationToken);
        await using var scope = context.Services().CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CxBotDbContext>();
        await StorageStart.MigrateAsync(db, cancellationToken);
        var report = await Replay.RunAsync(db, knowledge.Answerer, from ?? DateTimeOffset.MinValue, to ?? DateTimeOffset.MaxValue,
            (_, _) => { }, cancellationToken);

        await output.WriteLineAsync($"{report.Asked} questions asked again, {report.Changed.Count} decided differently");
        if (report.Chosen.Count > 0)
            await output.WriteLineAsync($"{report.Chosen.Values.Sum()} of which the customer said what they meant: "
                + string.Join(", ", report.Chosen.Select(c => $"{c.Value} {EnumNames.CamelCase(c.Key)}")));
        foreach (var (kind, count) in report.Moves)
            await output.WriteLineAsync($"{count,6}  {kind}");
        foreach (var changed in report.Changed.Take(MaxShown))
        {
            var articles = $"{changed.ArticleThen?.Value ?? "nothing"} -> {changed.ArticleNow?.Value ?? "nothing"}";
            var move = $"{EnumNames.CamelCase(changed.Then)} -> {EnumNames.CamelCase(changed.Now)}";
            await output.WriteLineAsync($"{move}  {articles}  {changed.Text.ReplaceLineEndings(" ")}");
        }
        if (json is not null)
            await File.WriteAllTextAsync(json, JsonSerializer.Serialize(report, Json) + Environment.NewLine, cancellationToken);
        return ExitCode.Done;
    }
}
