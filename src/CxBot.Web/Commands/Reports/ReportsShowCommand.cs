using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CxBot.Reports;
using CxBot.Reports.Documents;
using CxBot.Reports.Figures;
using CxBot.Web.Desk;
using CxBot.Web.Desk.Reports;

namespace CxBot.Web.Commands.Reports;

/// <summary><c>reports show</c>: prints the figures of a period, as a table or as the JSON that programs get.</summary>
internal sealed class ReportsShowCommand : Command
{
    private readonly CommandContext _context;
    private readonly Option<DateOnly?> _from = CommandOption.Day("--from", "the first day, in the business's zone");
    private readonly Option<DateOnly?> _to = CommandOption.Day("--to", "the last day");
    private readonly Option<string?> _channel = CommandOption.Text("--channel", "NAME", "of this channel alone");
    private readonly Option<string?> _skill = CommandOption.Text("--skill", "NAME", "of this skill alone");
    private readonly Option<string?> _agent = CommandOption.Text("--agent", "ID", "of this agent alone");
    private readonly Option<string> _clock = new("--clock")
    {
        HelpName = "CLOCK",
        Description = "elapsed, or open for the opening hours alone",
        DefaultValueFactory = _ => "elapsed",
    };

    private readonly Option<string> _format = new("--format")
    {
        HelpName = "FORMAT",
        Description = "text or json",
        DefaultValueFactory = _ => "text",
    };

    public ReportsShowCommand(CommandContext context) : base("show", "Prints the figures of a period, and of the one before.")
    {
        _context = context;
        _clock.AcceptOnlyFromAmong("elapsed", "open");
        _format.AcceptOnlyFromAmong("text", "json");
        Option[] options = [_from, _to, _channel, _skill, _agent, _clock, _format];
        foreach (var option in options)
            Add(option);
        SetAction(ShowAsync);
    }

    private async Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (services, output) = (_context.Services(), parsed.InvocationConfiguration.Output);
        var filter = new ReportFilter(parsed.GetRequiredValue(_from)!.Value, parsed.GetRequiredValue(_to)!.Value)
        {
            Channel = parsed.GetValue(_channel),
            Skill = parsed.GetValue(_skill),
            Agent = parsed.GetValue(_agent),
            Clock = parsed.GetRequiredValue(_clock) == "open" ? ReportClock.Open : ReportClock.Elapsed,
        };
        await CommandStorage.MigrateAsync(services, cancellationToken);
        var problem = filter.To < filter.From ? "--to is a day before --from."
            : await services.GetRequiredService<FilterNames>().UnknownAsync(filter, cancellationToken);
        if (problem is not null)
        {
            await output.WriteLineAsync(problem);
            return ExitCode.Refused;
        }

        var documents = services.GetRequiredService<ReportDocuments>();
        var document = await documents.ReadAsync(AllFigures.All, filter, compare: true, cancellationToken);
        var words = new DeskWords();
        words.Use("en");
        await output.WriteLineAsync(parsed.GetRequiredValue(_format) == "json"
            ? JsonSerializer.Serialize(ReportJson.Of(document, null, documents.Zone, words), ReportJson.Options)
            : Table(document, documents.Zone, words));
        return ExitCode.Done;
    }

    private static string Table(ReportDocument document, TimeZoneInfo zone, DeskWords words)
    {
        var rows = document.Lines.Select(line => new[]
        {
            line.Figure.Id, words["Report_" + line.Figure.Id], ReportText.Large(words, line.Figure, line.Value),
            line.Before is { } before ? ReportText.Large(words, line.Figure, before) : "",
            ReportText.Small(words, line.Figure, line.Value),
        }).Prepend(["figure", "", "value", "before", ""]).ToList();
        int[] widths = [.. Enumerable.Range(0, 4).Select(column => rows.Max(row => row[column].Length))];
        var lines = rows.Select(row =>
            string.Join("  ", row.Select((cell, column) => column < 4 ? cell.PadRight(widths[column]) : cell)).TrimEnd());
        var head = string.Create(
            CultureInfo.InvariantCulture, $"{document.Filter.From:yyyy-MM-dd} to {document.Filter.To:yyyy-MM-dd}, {zone.Id}");
        string?[] notes =
        [
            document.MayChange ? words["ReportMayChange"] : null,
            document.LeftOut > 0 ? words.Say("ReportLeftOut", ReportText.Number(words, document.LeftOut)) : null,
        ];
        return string.Join(Environment.NewLine, [head, .. lines, .. notes.OfType<string>()]);
    }
}
