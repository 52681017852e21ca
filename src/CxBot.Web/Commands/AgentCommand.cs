using System.CommandLine;
using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Audit;

namespace CxBot.Web.Commands;

/// <summary>Agents without the desk: <c>agent create | list | disable | reset-two-factor</c>, against the configured storage.</summary>
internal sealed class AgentCommand : Command
{
    private readonly CommandContext _context;
    private readonly Option<string?> _email = CommandOption.Text("--email", "E", "their e-mail address", required: true);
    private readonly Option<string?> _name = CommandOption.Text("--name", "N", "their name, as customers see it", required: true);
    private readonly Option<string?> _role = CommandOption.Text("--role", "agent|administrator", "what they may do", required: true);

    public AgentCommand(CommandContext context) : base("agent", "Agents, without the desk.")
    {
        _context = context;
        _role.AcceptOnlyFromAmong(AgentRoles.Agent, AgentRoles.Administrator);
        Add("create", "Creates an agent; the password is read from standard input.", CreateAsync, _email, _name, _role);
        Add("list", "Lists the agents.", ListAsync);
        Add("disable", "Shuts an agent out; their conversations go back to the queue.", DisableAsync, _email);
        Add("reset-two-factor", "Lets an agent in whose phone and recovery codes are lost.", ResetTwoFactorAsync, _email);
    }

    private void Add(
        string name, string description, Func<ParseResult, AgentAccounts, CancellationToken, Task<int>> act, params Option[] options)
    {
        var command = new Command(name, description);
        foreach (var option in options)
            command.Add(option);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var services = _context.Services();
            await CommandStorage.MigrateAsync(services, cancellationToken);
            return await act(parsed, services.GetRequiredService<AgentAccounts>(), cancellationToken);
        });
        Add(command);
    }

    private async Task<int> CreateAsync(ParseResult parsed, AgentAccounts accounts, CancellationToken cancellationToken)
    {
        var (output, email, role) = (parsed.InvocationConfiguration.Output, parsed.GetRequiredValue(_email)!,
            parsed.GetRequiredValue(_role)!);
        var password = await _context.Input.ReadLineAsync(cancellationToken);
        if (string.IsNullOrEmpty(password))
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(
                "No password came on standard input. For example: echo \"$PASSWORD\" | ... agent create --email sari@example.com "
                    + "--name Sari --role agent");
            return ExitCode.Misused;
        }
        var outcome = await accounts.CreateAsync(AuditActor.CommandLine, email, parsed.GetRequiredValue(_name)!, role, password,
            cancellationToken);
        if (outcome.Problem is { } why)
            return await RefusedAsync(output, why, email);
        await output.WriteLineAsync($"{outcome.Agent!.Email} can sign in as {role}.");
        return ExitCode.Done;
    }

    /// <summary>What the agent had goes back to the queue, through the writer.</summary>
    private Task<int> DisableAsync(ParseResult parsed, AgentAccounts accounts, CancellationToken cancellationToken) =>
        CommandStorage.WithWriterAsync(_context.Services(), () => OnAgentAsync(parsed, accounts,
            agent => accounts.DisableAsync(AuditActor.CommandLine, agent.Id, cancellationToken),
            "can no longer sign in; open sessions end within seconds.", cancellationToken), cancellationToken);

    private Task<int> ResetTwoFactorAsync(ParseResult parsed, AgentAccounts accounts, CancellationToken cancellationToken) =>
        OnAgentAsync(parsed, accounts,
        agent => _context.Services().GetRequiredService<AgentTwoFactor>().TurnOffAsync(AuditActor.CommandLine, agent.Id, cancellationToken),
        "signs in with the password alone, until they set up a second step again.", cancellationToken);

    private async Task<int> OnAgentAsync(ParseResult parsed, AgentAccounts accounts, Func<Agent, Task<AccountProblem?>> act, string done,
        CancellationToken cancellationToken)
    {
        var (output, email) = (parsed.InvocationConfiguration.Output, parsed.GetRequiredValue(_email)!);
        var all = await accounts.ListAsync(cancellationToken);
        var found = all.FirstOrDefault(one => string.Equals(one.Agent.Email, email, StringComparison.OrdinalIgnoreCase))?.Agent;
        var why = found is null ? AccountProblem.NotFound : await act(found);
        if (why is { } refused)
            return await RefusedAsync(output, refused, email);
        await output.WriteLineAsync($"{found!.Email} {done}");
        return ExitCode.Done;
    }

    private async Task<int> ListAsync(ParseResult parsed, AgentAccounts accounts, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var everyone = await accounts.ListAsync(cancellationToken);
        if (everyone.Count == 0)
            await output.WriteLineAsync("There are no agents yet.");
        foreach (var (agent, administrator) in everyone)
        {
            var state = agent.Disabled ? "disabled" : agent.PasswordHash is null ? "invited" : "active";
            var role = administrator ? AgentRoles.Administrator : AgentRoles.Agent;
            await output.WriteLineAsync($"{agent.Email}\t{role}\t{state}\t{agent.DisplayName}");
        }
        return ExitCode.Done;
    }

    private static async Task<int> RefusedAsync(TextWriter output, AccountProblem why, string email)
    {
        await output.WriteLineAsync(why switch
        {
            AccountProblem.EmailInvalid => $"\"{email}\" is not an e-mail address.",
            AccountProblem.EmailTaken => $"There is an agent with {email} already.",
            AccountProblem.NameMissing => "The name must have 1 to 60 characters.",
            AccountProblem.PasswordTooShort => "The password is too short: at least 10 characters.",
            AccountProblem.PasswordTooLong => $"The password is too long: at most {AgentPasswords.Longest} characters.",
            AccountProblem.PasswordCommon =>
                "The password is among the first that are guessed. A few words in a row that nobody else would choose are better.",
            AccountProblem.PasswordOwn => "The password is made of the agent's or the shop's own name or address.",
            AccountProblem.NotFound => $"There is no agent with {email}.",
            AccountProblem.LastAdministrator => $"{email} is the last administrator; make another one first.",
            _ => "It was not stored. Please try again.",
        });
        return ExitCode.Refused;
    }
}
