using System.CommandLine;
using System.Text;
using CxBot.Audit;
using CxBot.Reports.Shopping;

namespace CxBot.Web.Commands;

/// <summary>What customers do at the shop itself: <c>activity import</c> takes a file in, <c>activity erase</c> forgets somebody who never
/// wrote.</summary>
internal sealed class ActivityCommand : Command
{
    private const int MaxErrors = 20;

    private readonly CommandContext _context;
    private readonly Option<string?> _file = CommandOption.Text(
        "--file", "FILE", $"CSV in UTF-8 whose first line is {string.Join(',', ActivityFields.Names)}", required: true);

    private readonly Option<string?> _subject = CommandOption.Text(
        "--subject", "ID", "the shop's own id of its customer", required: true);

    public ActivityCommand(CommandContext context) : base("activity", "What customers do at the shop itself: orders and subscriptions.")
    {
        _context = context;
        var import = new Command("import", "Takes a file in, wholly or not at all; what is there already stays as it is.") { _file };
        import.SetAction(ImportAsync);
        var erase = new Command("erase", "Forgets what somebody did who never wrote; of others, see customer erase.") { _subject };
        erase.SetAction(EraseAsync);
        Add(import);
        Add(erase);
    }

    private Task<int> ImportAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (services, output, file) = (_context.Services(), parsed.InvocationConfiguration.Output, parsed.GetRequiredValue(_file)!);
        return CommandStorage.WithWriterAsync(services, async () =>
        {
            if (!File.Exists(file))
            {
                await output.WriteLineAsync($"There is no file {file}.");
                return ExitCode.Refused;
            }

            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            try
            {
                // Looked through before anything is stored: a file with a mistake in its middle is mended and imported as a whole.
                if (!await IsRightAsync(file, now, output, cancellationToken))
                    return ExitCode.Refused;
                var activities = services.GetRequiredService<ShopActivities>();
                var stored = await StoreAsync(activities, file, now, cancellationToken);
                await activities.NoteImportAsync(AuditActor.CommandLine, stored, cancellationToken);
                await output.WriteLineAsync($"{stored.Stored} were stored; {stored.Known} were there already and stay as they are.");
                return ExitCode.Done;
            }
            catch (DecoderFallbackException)
            {
                await output.WriteLineAsync($"{file} is not UTF-8. Save it as \"CSV UTF-8\". Nothing was stored.");
                return ExitCode.Refused;
            }
        }, cancellationToken);
    }

    private static async Task<bool> IsRightAsync(string file, DateTimeOffset now, TextWriter output, CancellationToken cancellationToken)
    {
        var (wrong, rows) = (0, 0);
        using var reader = Open(file);
        await foreach (var line in ActivityCsv.ReadAsync(reader, now, cancellationToken))
        {
            rows++;
            if (line.Problem is not null && ++wrong <= MaxErrors)
                await output.WriteLineAsync($"Line {line.Number}: {line.Problem}");
        }

        if (wrong > MaxErrors)
            await output.WriteLineAsync($"And {wrong - MaxErrors} lines more.");
        if (wrong > 0)
            await output.WriteLineAsync("Nothing was stored.");
        else if (rows == 0)
            await output.WriteLineAsync("There is nothing in the file but its first line.");
        return wrong == 0 && rows > 0;
    }

    private static async Task<StoredActivity> StoreAsync(
        ShopActivities activities, string file, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var reader = Open(file);
        var (stored, some) = (new StoredActivity(0, 0), new List<ActivityRow>());
        await foreach (var line in ActivityCsv.ReadAsync(reader, now, cancellationToken))
        {
            if (line.Row is not { } row)
                continue;
            some.Add(row);
            if (some.Count < ShopActivities.MaxAtOnce)
                continue;
            stored += await activities.StoreAsync(some, cancellationToken);
            some.Clear();
        }

        return some.Count == 0 ? stored : stored + await activities.StoreAsync(some, cancellationToken);
    }

    private static StreamReader Open(string file) =>
        new(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));

    private Task<int> EraseAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (services, output) = (_context.Services(), parsed.InvocationConfiguration.Output);
        return CommandStorage.WithWriterAsync(services, async () =>
        {
            var was = await services.GetRequiredService<ShopActivities>()
                .EraseAsync(parsed.GetRequiredValue(_subject)!, AuditActor.CommandLine, cancellationToken);
            await output.WriteLineAsync(was ? "Erased. The months in which they ordered stay, with nobody."
                : "The shop has told nothing of such a customer.");
            return was ? ExitCode.Done : ExitCode.Refused;
        }, cancellationToken);
    }
}
