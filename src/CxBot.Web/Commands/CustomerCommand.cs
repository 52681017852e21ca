using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CxBot.Audit;
using CxBot.PersonalData;
using CxBot.Storage;

namespace CxBot.Web.Commands;

/// <summary>
/// What a person may ask for: <c>customer export | erase</c>, against the configured storage, with or without the app running beside it.
/// </summary>
internal sealed class CustomerCommand : Command
{
    private readonly CommandContext _context;
    private readonly Option<long?> _id = new("--id")
    {
        HelpName = "ID",
        Description = "the customer's number, as the desk shows it",
        CustomParser = read => CommandOption.Parsed<long>(read, "a customer's number",
            long.TryParse(read.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null),
    };
    private readonly Option<string?> _phone = CommandOption.Text("--phone", "NUMBER", "or their phone number");
    private readonly Option<string?> _email = CommandOption.Text("--email", "ADDRESS", "or their e-mail address");
    private readonly Option<string?> _out = CommandOption.Text("--out", "FOLDER", "a new folder", required: true);
    private readonly Option<bool> _yes = new("--yes") { Description = "does not ask first" };

    public CustomerCommand(CommandContext context) : base("customer", "What is kept of a customer.")
    {
        _context = context;
        Add("export", "Hands out all that is kept of a customer.", _out, ExportAsync);
        Add("erase", "Erases all that is kept of a customer; asks first.", _yes, EraseAsync);
    }

    private void Add(
        string name, string description, Option own, Func<ParseResult, IServiceProvider, FoundPerson, CancellationToken, Task<int>> act)
    {
        var command = new Command(name, description) { _id, _phone, _email, own };
        command.Validators.Add(NamesOne);
        command.SetAction((parsed, cancellationToken) =>
        {
            var services = _context.Services();
            return CommandStorage.WithWriterAsync(services, () => OnCustomerAsync(parsed, services, act, cancellationToken),
                cancellationToken);
        });
        Add(command);
    }

    private void NamesOne(CommandResult read)
    {
        Option[] ways = [_id, _phone, _email];
        if (ways.Count(way => read.GetResult(way) is not null) != 1)
            read.AddError("Say which customer: one of --id, --phone, --email.");
    }

    private async Task<int> OnCustomerAsync(
        ParseResult parsed, IServiceProvider services, Func<ParseResult, IServiceProvider, FoundPerson, CancellationToken, Task<int>> act,
        CancellationToken cancellationToken)
    {
        var found = await FindAsync(services.GetRequiredService<CustomerFinder>(), parsed, cancellationToken);
        if (found is [var person])
            return await act(parsed, services, person, cancellationToken);
        var output = parsed.InvocationConfiguration.Output;
        await output.WriteLineAsync(found.Count == 0
            ? "There is no such customer."
            : $"These are {found.Count} customers; say which one with --id:");
        foreach (var one in found)
            await output.WriteLineAsync(Describe(one));
        return ExitCode.Refused;
    }

    private async Task<int> ExportAsync(ParseResult parsed, IServiceProvider services, FoundPerson person,
        CancellationToken cancellationToken)
    {
        var (output, folder) = (parsed.InvocationConfiguration.Output, parsed.GetRequiredValue(_out)!);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            await output.WriteLineAsync($"{folder} is not empty. Name a new folder.");
            return ExitCode.Refused;
        }
        await services.GetRequiredService<CustomerExport>().WriteAsync(person.Id, AuditActor.CommandLine, Create, cancellationToken);
        await output.WriteLineAsync($"{Describe(person)}\nExported to {folder}. Keep it as safe as the database, and delete it when it "
            + "has been handed over.");
        return ExitCode.Done;

        Stream Create(string path)
        {
            var whole = Path.Combine(folder, path);
            PrivateFiles.CreateFolder(Path.GetDirectoryName(whole)!);
            return PrivateFiles.Create(whole);
        }
    }

    private async Task<int> EraseAsync(ParseResult parsed, IServiceProvider services, FoundPerson person,
        CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        await output.WriteLineAsync(Describe(person));
        if (!parsed.GetValue(_yes) && !await IsConfirmedAsync(person, output, cancellationToken))
        {
            await output.WriteLineAsync("Nothing was erased.");
            return ExitCode.Refused;
        }
        if (await services.GetRequiredService<CustomerErasure>().BeginAsync(person.Id, AuditActor.CommandLine, cancellationToken) is null)
        {
            await output.WriteLineAsync("There is no such customer any more.");
            return ExitCode.Refused;
        }
        // Begun is as good as done: where this command is stopped, the app goes on with it.
        await services.GetRequiredService<ErasureWork>().FinishAsync(null, cancellationToken);
        await output.WriteLineAsync("Erased. Writing the database's files anew, so that nothing is left in them; what writes waits "
            + "meanwhile ...");
        await services.GetRequiredService<DatabasePacking>().PackAsync(AuditActor.CommandLine, cancellationToken);
        await output.WriteLineAsync("Done. Backups made before still hold this customer.");
        return ExitCode.Done;
    }

    private async Task<bool> IsConfirmedAsync(FoundPerson person, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteAsync("All of this is erased for good; only figures without words stay. ");
        if (person.Open > 0)
            await output.WriteAsync("Open conversations end now. ");
        await output.WriteAsync($"Type the customer's number ({person.Id}) to go on: ");
        return (await _context.Input.ReadLineAsync(cancellationToken))?.Trim() == person.Id.ToString();
    }

    private async Task<IReadOnlyList<FoundPerson>> FindAsync(CustomerFinder finder, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_id) is { } id)
            return await finder.ByIdAsync(new(id), cancellationToken) is { } one ? [one] : [];
        return parsed.GetValue(_phone) is { } phone
            ? await finder.ByPhoneAsync(phone, cancellationToken)
            : await finder.ByEmailAsync(parsed.GetRequiredValue(_email)!, cancellationToken);
    }

    private static string Describe(FoundPerson person)
    {
        var name = person.Name is null ? "" : $" ({person.Name})";
        return $"Customer {person.Id}{name}: since {person.CreatedAt:yyyy-MM-dd}, conversations {person.Conversations} "
            + $"({person.Open} open), "
            + $"messages {person.Messages}, files {person.Files}.";
    }
}
