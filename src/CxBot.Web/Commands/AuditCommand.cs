using CxBot.Audit;
using CxBot.Storage;

namespace CxBot.Web.Commands;

/// <summary>The audit log as a file: <c>audit export</c>, one JSON object a line.</summary>
public static class AuditCommand
{
    private const string Usage = "audit export --out FILE [--from DATE] [--to DATE]";

    /// <param name="words">What was typed after <c>audit</c>.</param>
    /// <returns>0 done, 1 refused, 2 not understood.</returns>
    public static async Task<int> RunAsync(string[] words, IServiceProvider services, TextWriter output, CancellationToken cancellationToken)
    {
        string file;
        AuditFilter filter;
        try
        {
            if (words is not ["export", ..]) throw new FormatException(words.Length == 0 ? "say what to do" : $"\"{words[0]}\" is not something audit can do");
            var given = CommandLine.Read(words[1..], "--out", "--from", "--to");
            file = given.GetValueOrDefault("--out") ?? throw new FormatException("--out is missing");
            filter = new AuditFilter { From = Day(given, "--from"), Before = Day(given, "--to") };
        }
        catch (FormatException wrong)
        {
            await output.WriteLineAsync($"{wrong.Message}.\n\n{Usage}");
            return 2;
        }
        return await CommandWriter.RunAsync(services, async () =>
        {
            if (File.Exists(file))
            {
                await output.WriteLineAsync($"{file} is there already. Name a new file.");
                return 1;
            }
            await using var stream = PrivateFiles.Create(file);
            var lines = await services.GetRequiredService<AuditReader>().ExportAsync(filter, stream, AuditActor.CommandLine, cancellationToken);
            await output.WriteLineAsync($"{lines} lines were written to {file}.");
            return 0;
        }, cancellationToken);
    }

    private static DateTimeOffset? Day(Dictionary<string, string> given, string name) =>
        !given.TryGetValue(name, out var written) ? null
        : DateOnly.TryParseExact(written, "yyyy-MM-dd", out var day) ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
        : throw new FormatException($"{name} must be a day, as 2026-01-31");
}
