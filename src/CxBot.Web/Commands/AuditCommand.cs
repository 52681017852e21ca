using System.CommandLine;
using System.Globalization;
using CxBot.Audit;
using CxBot.Storage;

namespace CxBot.Web.Commands;

/// <summary>The audit log as a file: <c>audit export</c>, one JSON object a line.</summary>
internal sealed class AuditCommand : Command
{
    private readonly CommandContext _context;
    private readonly Option<string?> _out = CommandOption.Text("--out", "FILE", "a new file", required: true);
    private readonly Option<DateTimeOffset?> _from = Day("--from", "from this day on");
    private readonly Option<DateTimeOffset?> _to = Day("--to", "before this day");

    public AuditCommand(CommandContext context) : base("audit", "Who did what, on whom, when and from where.")
    {
        _context = context;
        var export = new Command("export", "Writes the audit log to a file.") { _out, _from, _to };
        export.SetAction(ExportAsync);
        Add(export);
    }

    private Task<int> ExportAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (services, output, file) = (_context.Services(), parsed.InvocationConfiguration.Output, parsed.GetRequiredValue(_out)!);
        var filter = new AuditFilter { From = parsed.GetValue(_from), Before = parsed.GetValue(_to) };
        return CommandStorage.WithWriterAsync(services, async () =>
        {
            if (File.Exists(file))
            {
                await output.WriteLineAsync($"{file} is there already. Name a new file.");
                return ExitCode.Refused;
            }
            await using var stream = PrivateFiles.Create(file);
            var lines = await services.GetRequiredService<AuditReader>()
                .ExportAsync(filter, stream, AuditActor.CommandLine, cancellationToken);
            await output.WriteLineAsync($"{lines} lines were written to {file}.");
            return ExitCode.Done;
        }, cancellationToken);
    }

    private static Option<DateTimeOffset?> Day(string name, string description) => new(name)
    {
        HelpName = "DATE",
        Description = description,
        CustomParser = read => CommandOption.Parsed<DateTimeOffset>(read, "a day, as 2026-01-31",
            DateOnly.TryParseExact(read.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null),
    };
}
