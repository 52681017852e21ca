using System.CommandLine;
using System.Globalization;
using CxBot.Audit;
using CxBot.Backup;

namespace CxBot.Web.Commands.Storage;

/// <summary>Everything of a backup, into a storage that is empty: <c>restore --from FOLDER</c>.</summary>
internal sealed class RestoreCommand : Command
{
    private readonly CommandContext _context;
    private readonly Option<string?> _from = CommandOption.Text("--from", "FOLDER", "what backup has written", required: true);

    public RestoreCommand(CommandContext context)
        : base("restore", "Fills the configured storage, which must be empty, with a backup, from SQLite or PostgreSQL alike.")
    {
        _context = context;
        Add(_from);
        SetAction(RunAsync);
    }

    private Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (services, output, folder) = (_context.Services(), parsed.InvocationConfiguration.Output, parsed.GetRequiredValue(_from)!);
        return FillAsync(services, output, async () =>
        {
            var backup = await services.GetRequiredService<BackupReader>().RestoreAsync(folder, new CopySteps(output), cancellationToken);
            var made = backup.MadeAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            await output.WriteLineAsync($"Everything of {made} UTC is there, with {backup.Files} files. Messages that were on their way "
                + "out then are marked as unconfirmed and not sent again. Erase again whom you have erased since.");
        }, cancellationToken);
    }

    /// <summary>Fills the storage, and says in its audit log that somebody did.</summary>
    internal static async Task<int> FillAsync(IServiceProvider services, TextWriter output, Func<Task> fill,
        CancellationToken cancellationToken)
    {
        try
        {
            await fill();
        }
        catch (BackupException refused)
        {
            await output.WriteLineAsync(refused.Message);
            return ExitCode.Refused;
        }
        return await CommandStorage.WithWriterAsync(services, async () =>
        {
            await services.GetRequiredService<AuditLog>()
                .WriteAsync(AuditActs.BackupRestored, AuditActor.CommandLine, null, [], cancellationToken);
            return ExitCode.Done;
        }, cancellationToken);
    }
}
