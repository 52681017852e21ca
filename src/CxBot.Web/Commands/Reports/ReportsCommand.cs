using System.CommandLine;
using CxBot.Reports;
using CxBot.Reports.Export;
using CxBot.Reports.Rebuild;
using CxBot.Storage;

namespace CxBot.Web.Commands.Reports;

/// <summary>The manager's figures: <c>reports rebuild</c> makes cases of older logs, <c>reports export</c> writes what is counted to
/// files, <c>reports show</c> prints figures and <c>reports mail</c> sends them.</summary>
internal sealed class ReportsCommand : Command
{
    private static readonly string[] Formats = ["csv", "jsonl", "parquet"];

    private readonly CommandContext _context;
    private readonly Option<DateOnly?> _from = CommandOption.Day("--from", "the first day, in the business's zone");
    private readonly Option<DateOnly?> _to = CommandOption.Day("--to", "the last day");
    private readonly Option<string> _format = new("--format")
    {
        HelpName = "FORMAT",
        Description = "csv, jsonl or parquet",
        DefaultValueFactory = _ => "csv",
    };

    private readonly Option<string?> _out = CommandOption.Text("--out", "FOLDER", "a new or empty folder", required: true);

    public ReportsCommand(CommandContext context) : base("reports", "The manager's figures: shown, mailed, written to files, made anew.")
    {
        _context = context;
        _format.AcceptOnlyFromAmong(Formats);
        var rebuild = new Command("rebuild", "Makes cases of what older logs hold, marked as estimated, and counts everything anew.");
        rebuild.SetAction(RebuildAsync);
        var export = new Command("export", "Writes a row for each case, each handover and each survey.") { _from, _to, _format, _out };
        export.SetAction(ExportAsync);
        Add(rebuild);
        Add(export);
        Add(new ReportsShowCommand(context));
        Add(new ReportsMailCommand(context));
    }

    private Task<int> RebuildAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (services, output) = (_context.Services(), parsed.InvocationConfiguration.Output);
        return CommandStorage.WithWriterAsync(services, async () =>
        {
            var made = await services.GetRequiredService<ReportRebuild>()
                .RunAsync(done => output.WriteLine($"{done} conversations …"), cancellationToken);
            await output.WriteLineAsync($"{made} cases were made of older conversations, and all figures were counted anew.");
            return ExitCode.Done;
        }, cancellationToken);
    }

    private Task<int> ExportAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (services, output, folder) = (_context.Services(), parsed.InvocationConfiguration.Output, parsed.GetRequiredValue(_out)!);
        var (from, to) = (parsed.GetRequiredValue(_from)!.Value, parsed.GetRequiredValue(_to)!.Value);
        var format = parsed.GetRequiredValue(_format);
        return CommandStorage.WithWriterAsync(services, async () =>
        {
            if (to < from || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            {
                await output.WriteLineAsync(to < from ? "--to is a day before --from." : $"{folder} is not empty. Name a new folder.");
                return ExitCode.Refused;
            }

            Directory.CreateDirectory(folder);
            var export = services.GetRequiredService<ReportExport>();
            var filter = new ReportFilter(from, to);
            foreach (var (name, table) in ReportTables(export, filter))
            {
                var file = Path.Combine(folder, $"{name}.{format}");
                await using var stream = PrivateFiles.Create(file);
                await WriteAsync(table, format, stream, cancellationToken);
                await output.WriteLineAsync($"{file} was written.");
            }

            return ExitCode.Done;
        }, cancellationToken);
    }

    private static IEnumerable<(string Name, ExportTable Table)> ReportTables(ReportExport export, ReportFilter filter) =>
        [("cases", export.Cases(filter)), ("handovers", export.Handovers(filter)), ("surveys", export.Surveys(filter))];

    private static Task WriteAsync(ExportTable table, string format, Stream stream, CancellationToken cancellationToken) => format switch
    {
        "jsonl" => JsonLinesExport.WriteAsync(table, stream, cancellationToken),
        "parquet" => ParquetExport.WriteAsync(table, stream, cancellationToken),
        _ => CsvExport.WriteAsync(table, CsvForm.Rfc4180, stream, cancellationToken),
    };
}
