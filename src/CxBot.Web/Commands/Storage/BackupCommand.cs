using System.CommandLine;
using CxBot.Audit;
using CxBot.Backup;
using CxBot.Web.Operations;

namespace CxBot.Web.Commands.Storage;

/// <summary>A copy of everything, while the app runs: <c>backup --to FOLDER</c>.</summary>
internal sealed class BackupCommand : Command
{
    private readonly CommandContext _context;
    private readonly Option<string?> _to = CommandOption.Text("--to", "FOLDER", "a new or empty folder", required: true);

    public BackupCommand(CommandContext context)
        : base("backup", "Writes the database and the files of conversations to a folder, while the app runs.")
    {
        _context = context;
        Add(_to);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (services, output, folder) = (_context.Services(), parsed.InvocationConfiguration.Output, parsed.GetRequiredValue(_to)!);
        try
        {
            var (bytes, files) = await services.GetRequiredService<BackupWriter>()
                .WriteAsync(folder, ProductVersion.Current, new CopySteps(output), cancellationToken);
            await output.WriteLineAsync($"{folder} holds the database ({bytes / 1_048_576.0:0.0} MB) and {files} files. Whoever reads it "
                + "reads everything: keep it as safe as a password. Your articles and settings are not in it.");
            return await CommandStorage.WithWriterAsync(services, async () =>
            {
                await services.GetRequiredService<AuditLog>()
                    .WriteAsync(AuditActs.BackupMade, AuditActor.CommandLine, null, [], cancellationToken);
                return ExitCode.Done;
            }, cancellationToken);
        }
        catch (BackupException refused)
        {
            await output.WriteLineAsync(refused.Message);
            return ExitCode.Refused;
        }
    }
}
