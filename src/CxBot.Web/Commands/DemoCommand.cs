using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CxBot.Demo;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Channels.WhatsApp;

namespace CxBot.Web.Commands;

/// <summary>An invented shop's traffic: <c>demo seed</c> fills an empty installation with it, <c>demo remove</c> takes it away.</summary>
internal sealed class DemoCommand : Command
{
    private const string HowToRemove = "\"demo remove\" takes it away.";

    private readonly CommandContext _context;
    private readonly Option<int?> _months =
        Number("--months", "N", "how many months back it reaches (default: 6)", 1, DemoSettings.MaxMonths);
    private readonly Option<int?> _cases =
        Number("--cases-a-day", "M", "how many cases a usual day has (default: 60)", 1, DemoSettings.MaxCasesADay);
    private readonly Option<int?> _seed = Number("--seed", "S", "the same number makes up the same (default: 1)", 0, int.MaxValue);

    public DemoCommand(CommandContext context) : base("demo", "An invented shop's traffic, to try the desk and its reports with.")
    {
        _context = context;
        var seed = new Command("seed", "Fills an empty installation with an invented shop's traffic, marked as demo. Nothing is sent.")
        {
            _months, _cases, _seed,
        };
        seed.SetAction(SeedAsync);
        var remove = new Command("remove", "Takes everything of the demo away.");
        remove.SetAction(RemoveAsync);
        Add(seed);
        Add(remove);
    }

    private Task<int> SeedAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (services, output) = (_context.Services(), parsed.InvocationConfiguration.Output);
        var settings = new DemoSettings(
            parsed.GetValue(_months) ?? 6, parsed.GetValue(_cases) ?? 60, parsed.GetValue(_seed) ?? 1, WebChannel.Key, WhatsAppChannel.Key);
        return CommandStorage.WithWriterAsync(services, async () =>
        {
            try
            {
                var seeded = await services.GetRequiredService<DemoSeed>()
                    .RunAsync(settings, new Steps(output), cancellationToken);
                await output.WriteLineAsync(seeded.Refusal is { } refusal ? Say(refusal)
                    : $"{seeded.Customers} invented customers with {seeded.Cases} cases are there, marked \"Demo\". See /desk/reports. "
                        + HowToRemove);
                return seeded.Refusal is null ? ExitCode.Done : ExitCode.Refused;
            }
            catch (OperationCanceledException)
            {
                await output.WriteLineAsync($"Stopped. A part of the demo is there: {HowToRemove}");
                return ExitCode.Refused;
            }
        }, cancellationToken);
    }

    private Task<int> RemoveAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (services, output) = (_context.Services(), parsed.InvocationConfiguration.Output);
        return CommandStorage.WithWriterAsync(services, async () =>
        {
            try
            {
                var gone = await services.GetRequiredService<DemoRemoval>().RunAsync(new Steps(output), cancellationToken);
                await output.WriteLineAsync(gone is null ? "There is no demo here." : $"The demo is gone, with {gone} conversations.");
                return ExitCode.Done;
            }
            catch (OperationCanceledException)
            {
                await output.WriteLineAsync("Stopped. The rest of the demo is still there: \"demo remove\" goes on with it.");
                return ExitCode.Refused;
            }
        }, cancellationToken);
    }

    private static string Say(DemoRefusal refusal) => refusal switch
    {
        DemoRefusal.CustomersAreThere => "There are conversations of real customers here, and a demo would mix with their figures. Make it "
            + "in an installation of its own: with another Storage:ConnectionString.",
        DemoRefusal.DemoIsThere => $"There is a demo here already, or a part of one. {HowToRemove}",
        _ => "There is no article in Knowledge:Folder that invented customers could ask for. Name a folder with articles.",
    };

    private static Option<int?> Number(string name, string value, string description, int from, int to) => new(name)
    {
        HelpName = value,
        Description = description,
        CustomParser = read => CommandOption.Parsed<int>(read, $"a number from {from} to {to}",
            int.TryParse(read.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from
                && number <= to ? number : null),
    };

    /// <summary>A line now and then, not one for each step.</summary>
    private sealed class Steps(TextWriter output) : IProgress<DemoProgress>, IProgress<int>
    {
        private int _month;
        private bool _addsUp;
        private int _gone;

        public void Report(DemoProgress value)
        {
            if (value.Left > 0)
                output.WriteLine($"{value.Left} cases are still to be counted …");
            else if (value.Left is not null && !_addsUp)
                output.WriteLine("Adding up days and months …");
            else if (value.Day is { } day && day.Month != _month)
                output.WriteLine($"{day.ToString("MMMM yyyy", CultureInfo.InvariantCulture)}: {value.Cases} cases …");
            (_month, _addsUp) = (value.Day?.Month ?? _month, value.Left == 0);
        }

        public void Report(int value)
        {
            if (value / 1_000 > _gone)
                output.WriteLine($"{value} conversations are gone …");
            _gone = value / 1_000;
        }
    }
}
