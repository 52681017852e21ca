using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Commands;

/// <summary>Agents without the desk: <c>agent create | list | disable | reset-two-factor</c>, against the configured storage.</summary>
public static class AgentCommand
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Misused = 2;

    private const string Usage = """
        agent create --email E --name N --role agent|administrator    the password is read from standard input
        agent list
        agent disable --email E
        agent reset-two-factor --email E                               for one whose phone and recovery codes are lost
        """;

    /// <summary>Runs the command. The host need not be started.</summary>
    /// <param name="args">What was typed, with or without the word <c>agent</c> before it.</param>
    /// <returns>0 done, 1 refused, 2 not understood.</returns>
    public static async Task<int> RunAsync(string[] args, IServiceProvider services, TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        var words = args is ["agent", ..] ? args[1..] : args;
        if (AgentArguments.Read(words, out var problem) is not { } read) return await MisusedAsync(output, problem);
        await using (var db = await services.GetRequiredService<IDbContextFactory<CxBotDbContext>>().CreateDbContextAsync(cancellationToken))
            await StorageStart.MigrateAsync(db, cancellationToken);

        var accounts = services.GetRequiredService<AgentAccounts>();
        return read.Verb switch
        {
            "create" => await CreateAsync(accounts, read, input, output, cancellationToken),
            "disable" => await WithWriterAsync(services, () => DisableAsync(accounts, read, output, cancellationToken), cancellationToken),
            "reset-two-factor" => await ResetTwoFactorAsync(accounts, services.GetRequiredService<AgentTwoFactor>(), read, output, cancellationToken),
            _ => await ListAsync(accounts, output, cancellationToken),
        };
    }

    private static async Task<int> CreateAsync(AgentAccounts accounts, AgentArguments read, TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        var password = await input.ReadLineAsync(cancellationToken);
        if (string.IsNullOrEmpty(password))
            return await MisusedAsync(output, "No password came on standard input. For example: echo \"$PASSWORD\" | ... agent create --email sari@example.com --name Sari --role agent");
        var outcome = await accounts.CreateAsync(AuditActor.CommandLine, read.Email!, read.Name!, read.Role!, password, cancellationToken);
        if (outcome.Problem is { } why) return await RefusedAsync(output, why, read.Email!);
        await output.WriteLineAsync($"{outcome.Agent!.Email} can sign in as {read.Role}.");
        return Done;
    }

    private static async Task<int> DisableAsync(AgentAccounts accounts, AgentArguments read, TextWriter output, CancellationToken cancellationToken)
    {
        var found = await FindAsync(accounts, read, cancellationToken);
        var why = found is null ? AccountProblem.NotFound : await accounts.DisableAsync(AuditActor.CommandLine, found.Id, cancellationToken);
        if (why is { } refused) return await RefusedAsync(output, refused, read.Email!);
        await output.WriteLineAsync($"{found!.Email} can no longer sign in; open sessions end within seconds.");
        return Done;
    }

    private static async Task<int> ResetTwoFactorAsync(AgentAccounts accounts, AgentTwoFactor twoFactor, AgentArguments read, TextWriter output, CancellationToken cancellationToken)
    {
        var found = await FindAsync(accounts, read, cancellationToken);
        var why = found is null ? AccountProblem.NotFound : await twoFactor.TurnOffAsync(AuditActor.CommandLine, found.Id, cancellationToken);
        if (why is { } refused) return await RefusedAsync(output, refused, read.Email!);
        await output.WriteLineAsync($"{found!.Email} signs in with the password alone, until they set up a second step again.");
        return Done;
    }

    private static async Task<Agent?> FindAsync(AgentAccounts accounts, AgentArguments read, CancellationToken cancellationToken) =>
        (await accounts.ListAsync(cancellationToken)).FirstOrDefault(one => string.Equals(one.Agent.Email, read.Email, StringComparison.OrdinalIgnoreCase))?.Agent;

    private static async Task<int> ListAsync(AgentAccounts accounts, TextWriter output, CancellationToken cancellationToken)
    {
        var everyone = await accounts.ListAsync(cancellationToken);
        if (everyone.Count == 0) await output.WriteLineAsync("There are no agents yet.");
        foreach (var (agent, administrator) in everyone)
        {
            var state = agent.Disabled ? "disabled" : agent.PasswordHash is null ? "invited" : "active";
            await output.WriteLineAsync($"{agent.Email}\t{(administrator ? AgentRoles.Administrator : AgentRoles.Agent)}\t{state}\t{agent.DisplayName}");
        }
        return Done;
    }

    /// <summary>What a disabled agent had goes back to the queue through the one writer, which a command must start itself.</summary>
    private static async Task<int> WithWriterAsync(IServiceProvider services, Func<Task<int>> act, CancellationToken cancellationToken)
    {
        var writer = services.GetRequiredService<Writer>();
        if (writer.ExecuteTask is not null) return await act();
        await writer.StartAsync(cancellationToken);
        try
        {
            return await act();
        }
        finally
        {
            await writer.StopAsync(cancellationToken);
        }
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
            AccountProblem.PasswordCommon => "The password is among the first that are guessed. A few words in a row that nobody else would choose are better.",
            AccountProblem.PasswordOwn => "The password is made of the agent's or the shop's own name or address.",
            AccountProblem.NotFound => $"There is no agent with {email}.",
            AccountProblem.LastAdministrator => $"{email} is the last administrator; make another one first.",
            _ => "It was not stored. Please try again.",
        });
        return Failed;
    }

    private static async Task<int> MisusedAsync(TextWriter output, string problem)
    {
        await output.WriteLineAsync(problem);
        await output.WriteLineAsync();
        await output.WriteLineAsync(Usage);
        return Misused;
    }
}
