using System.CommandLine;
using CxBot.ApiKeys;
using CxBot.Audit;

namespace CxBot.Web.Commands;

/// <summary>Keys for programs without the desk: <c>keys add | list | revoke</c>, against the configured storage.</summary>
internal sealed class KeysCommand : Command
{
    private readonly CommandContext _context;
    private readonly Option<string?> _name = CommandOption.Text("--name", "N", "which program has it", required: true);
    private readonly Option<string[]> _scopes = new("--scope")
    {
        HelpName = "SCOPE",
        Description = $"what it opens, once or more: {string.Join(", ", ApiScopes.All)}",
        Required = true,
    };

    public KeysCommand(CommandContext context) : base("keys", "Keys with which programs read the reports.")
    {
        _context = context;
        _scopes.AcceptOnlyFromAmong([.. ApiScopes.All]);
        Add("add", "Makes a key and prints it, this once.", AddAsync, _name, _scopes);
        Add("list", "Lists the keys, without the keys themselves.", ListAsync);
        Add("revoke", "Takes a key back: it opens nothing any more.", RevokeAsync, _name);
    }

    private void Add(
        string name, string description, Func<ParseResult, ApiKeyActs, CancellationToken, Task<int>> act, params Option[] options)
    {
        var command = new Command(name, description);
        foreach (var option in options)
            command.Add(option);
        command.SetAction((parsed, cancellationToken) =>
        {
            var services = _context.Services();
            return CommandStorage.WithWriterAsync(
                services, () => act(parsed, services.GetRequiredService<ApiKeyActs>(), cancellationToken), cancellationToken);
        });
        Add(command);
    }

    private async Task<int> AddAsync(ParseResult parsed, ApiKeyActs keys, CancellationToken cancellationToken)
    {
        var name = parsed.GetRequiredValue(_name)!;
        var made = await keys.MakeAsync(AuditActor.CommandLine, name, parsed.GetRequiredValue(_scopes), cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(made.Text ?? Say(made.Problem!.Value, name));
        return made.Text is null ? ExitCode.Refused : ExitCode.Done;
    }

    private async Task<int> ListAsync(ParseResult parsed, ApiKeyActs keys, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var all = await keys.ListAsync(cancellationToken);
        if (all.Count == 0)
            await output.WriteLineAsync("There are no keys yet.");
        foreach (var key in all)
        {
            var used = key.LastUsedOn is { } day ? $"used {day:yyyy-MM-dd}" : "never used";
            var state = key.RevokedAt is { } revoked ? $"revoked {revoked:yyyy-MM-dd}" : "works";
            await output.WriteLineAsync(
                $"{key.Name}\t{key.Scopes}\t{ApiKeyText.Prefix}…{key.Ending}\tmade {key.MadeAt:yyyy-MM-dd}\t{used}\t{state}");
        }

        return ExitCode.Done;
    }

    private async Task<int> RevokeAsync(ParseResult parsed, ApiKeyActs keys, CancellationToken cancellationToken)
    {
        var name = parsed.GetRequiredValue(_name)!;
        var found = (await keys.ListAsync(cancellationToken)).FirstOrDefault(key => key.Name == name && key.RevokedAt is null);
        var problem = found is null ? ApiKeyProblem.Gone : await keys.RevokeAsync(AuditActor.CommandLine, found.Id, cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(
            problem is { } why ? Say(why, name) : $"The key \"{name}\" opens nothing any more.");
        return problem is null ? ExitCode.Done : ExitCode.Refused;
    }

    private static string Say(ApiKeyProblem problem, string name) => problem switch
    {
        ApiKeyProblem.NameWrong => $"A key's name has 1 to {ApiKey.MaxNameLength} characters on one line.",
        ApiKeyProblem.NameTaken => $"A key called \"{name}\" works already. Choose another name, or revoke it first.",
        ApiKeyProblem.TooMany => $"There are {ApiKeyActs.MaxKeys} keys that work. Revoke one first.",
        ApiKeyProblem.Gone => $"No key called \"{name}\" works. See keys list.",
        _ => "No key was made.",
    };
}
