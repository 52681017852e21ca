using System.CommandLine;
using CxBot.Backup;

namespace CxBot.Web.Commands.Storage;

/// <summary>From SQLite to the configured storage: <c>migrate-storage --from FILE</c>. Back again is <c>backup</c> and
/// <c>restore</c>.</summary>
internal sealed class MigrateStorageCommand : Command
{
    private readonly CommandContext _context;
    private readonly Option<string?> _from =
        CommandOption.Text("--from", "FILE", "the SQLite database that was used until now", required: true);

    public MigrateStorageCommand(CommandContext context)
        : base("migrate-storage", "Moves a SQLite database to the configured storage, which must be empty; its app must have ended.")
    {
        _context = context;
        Add(_from);
        SetAction(RunAsync);
    }

    private Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (services, output, file) = (_context.Services(), parsed.InvocationConfiguration.Output, parsed.GetRequiredValue(_from)!);
        return RestoreCommand.FillAsync(services, output, async () =>
        {
            await services.GetRequiredService<BackupReader>().MoveInAsync(file, new CopySteps(output), cancellationToken);
            await output.WriteLineAsync($"Everything of {file} is there; the file stays as it is, and Media:Folder is used as before.");
        }, cancellationToken);
    }
}
