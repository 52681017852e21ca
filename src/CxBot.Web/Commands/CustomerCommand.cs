using CxBot.Audit;
using CxBot.PersonalData;
using CxBot.Storage;

namespace CxBot.Web.Commands;

/// <summary>What a person may ask for: <c>customer export | erase</c>, against the configured storage, with or without the app running beside it.</summary>
public static class CustomerCommand
{
    private const int Done = 0;
    private const int Refused = 1;
    private const int Misused = 2;

    private const string Usage = """
        customer export --id ID --out FOLDER     (or --phone NUMBER, --email ADDRESS)
        customer erase --id ID [--yes]           (or --phone NUMBER, --email ADDRESS)
        """;

    /// <summary>Runs the command. The host need not be started.</summary>
    /// <param name="words">What was typed after <c>customer</c>.</param>
    /// <returns>0 done, 1 refused, 2 not understood.</returns>
    public static async Task<int> RunAsync(string[] words, IServiceProvider services, TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        if (CustomerArguments.Read(words, out var problem) is not { } read)
        {
            await output.WriteLineAsync($"{problem}\n\n{Usage}");
            return Misused;
        }
        return await CommandWriter.RunAsync(services, async () =>
        {
            var found = await FindAsync(services.GetRequiredService<CustomerFinder>(), read, cancellationToken);
            if (found is not [var person])
            {
                await output.WriteLineAsync(found.Count == 0 ? "There is no such customer." : $"These are {found.Count} customers; say which one with --id:");
                foreach (var one in found) await output.WriteLineAsync(Describe(one));
                return Refused;
            }
            return read.Verb == "export"
                ? await ExportAsync(services, person, read.Out!, output, cancellationToken)
                : await EraseAsync(services, person, read.Yes, input, output, cancellationToken);
        }, cancellationToken);
    }

    private static async Task<int> ExportAsync(IServiceProvider services, FoundPerson person, string folder, TextWriter output, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            await output.WriteLineAsync($"{folder} is not empty. Name a new folder.");
            return Refused;
        }
        Stream Create(string path)
        {
            var whole = Path.Combine(folder, path);
            PrivateFiles.CreateFolder(Path.GetDirectoryName(whole)!);
            return PrivateFiles.Create(whole);
        }
        await services.GetRequiredService<CustomerExport>().WriteAsync(person.Id, AuditActor.CommandLine, Create, cancellationToken);
        await output.WriteLineAsync($"{Describe(person)}\nExported to {folder}. Keep it as safe as the database, and delete it when it has been handed over.");
        return Done;
    }

    private static async Task<int> EraseAsync(IServiceProvider services, FoundPerson person, bool yes, TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync(Describe(person));
        if (!yes)
        {
            await output.WriteAsync($"All of this is erased for good; only figures without words stay. {(person.Open > 0 ? "Open conversations end now. " : "")}Type the customer's number ({person.Id}) to go on: ");
            if ((await input.ReadLineAsync(cancellationToken))?.Trim() != person.Id.ToString(System.Globalization.CultureInfo.InvariantCulture))
            {
                await output.WriteLineAsync("Nothing was erased.");
                return Refused;
            }
        }
        if (await services.GetRequiredService<CustomerErasure>().BeginAsync(person.Id, AuditActor.CommandLine, cancellationToken) is null)
        {
            await output.WriteLineAsync("There is no such customer any more.");
            return Refused;
        }
        // From here on it is finished by whoever comes first: a stop loses nothing, the app goes on with it.
        await services.GetRequiredService<ErasureWork>().FinishAsync(null, cancellationToken);
        await output.WriteLineAsync("Erased. Writing the database's files anew, so that nothing is left in them; what writes waits meanwhile ...");
        await services.GetRequiredService<DatabasePacking>().PackAsync(AuditActor.CommandLine, cancellationToken);
        await output.WriteLineAsync("Done. Backups made before still hold this customer.");
        return Done;
    }

    private static async Task<IReadOnlyList<FoundPerson>> FindAsync(CustomerFinder finder, CustomerArguments read, CancellationToken cancellationToken) =>
        read.Id is { } id ? await finder.ByIdAsync(id, cancellationToken) is { } one ? [one] : []
        : read.Phone is { } phone ? await finder.ByPhoneAsync(phone, cancellationToken)
        : await finder.ByEmailAsync(read.Email!, cancellationToken);

    private static string Describe(FoundPerson person) =>
        $"Customer {person.Id}{(person.Name is { } name ? $" ({name})" : "")}: since {person.CreatedAt:yyyy-MM-dd}, conversations {person.Conversations} ({person.Open} open), messages {person.Messages}, files {person.Files}.";
}
