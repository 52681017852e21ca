using System.CommandLine;
using System.CommandLine.Invocation;
using CxBot.Web.Commands.Reports;
using CxBot.Web.Commands.Storage;
using CxBot.Web.Operations;

namespace CxBot.Web.Commands;

/// <summary>
/// The commands beside serving, which is what happens without one. Help, completion and errors are those of System.CommandLine.
/// </summary>
public static class CommandLine
{
    private const string Help = "help";

    private const string About = "CxBot, a customer-service chatbot with human handover. "
        + "Without a command it serves; --urls, --environment and other settings belong to that.";

    /// <summary>A question may begin with any sign, and "@kedai" is no file.</summary>
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>Whether the arguments name a command; options such as <c>--urls</c> belong to serving.</summary>
    public static bool IsCommand(string[] args) => args is [var first, ..]
        && (!first.StartsWith('-') || first is "--version" or "--help" or "-h" or "-?");

    /// <summary>Runs a command of the shell.</summary>
    /// <param name="services">Puts the app together; see <see cref="CommandContext"/>.</param>
    public static Task<int> RunAsync(string[] args, Func<IServiceProvider> services)
    {
        var app = new Lazy<IServiceProvider>(services);
        return RunAsync(args, new CommandContext(() => app.Value, Console.In), Console.Out, Console.Error, CancellationToken.None);
    }

    /// <returns>The <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, CommandContext context, TextWriter output, TextWriter error,
        CancellationToken cancellationToken)
    {
        var parsed = Tree(context).Parse(args is [Help, .. var rest] ? [.. rest, "--help"] : args, Parsing);
        if (parsed.Action is null or ParseErrorAction)
        {
            await error.WriteLineAsync($"{Problem(parsed)} {Hint(parsed)}");
            return ExitCode.Misused;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false
            }, cancellationToken);
        }
        catch (Exception failure) when (StartRefusal.Sentence(failure) is not null)
        {
            await error.WriteLineAsync(StartRefusal.Sentence(failure));
            return ExitCode.Refused;
        }
    }

    /// <summary>Every command, with its options and what it says of itself.</summary>
    public static RootCommand Tree(CommandContext context)
    {
        var root = new RootCommand(About)
        {
            new ActivityCommand(context),
            new AgentCommand(context),
            new AuditCommand(context),
            new BackupCommand(context),
            new CustomerCommand(context),
            new DemoCommand(context),
            new DoctorCommand(context),
            new EvalCommand(context),
            new ExplainCommand(),
            new KeysCommand(context),
            new KnowledgeCommand(),
            new MigrateStorageCommand(context),
            new ReportsCommand(context),
            new RestoreCommand(context),
        };
        foreach (var version in root.Options.OfType<VersionOption>())
            version.Action = new VersionAction();
        return root;
    }

    /// <summary>One sentence: a word that is not known says more than what is missing because of it.</summary>
    private static string Problem(ParseResult parsed)
    {
        if (parsed.Errors.FirstOrDefault(error => error.Message.EndsWith(CommandOption.NoValue, StringComparison.Ordinal)) is { } forgotten)
            return forgotten.Message;
        var (unknown, command) = (parsed.UnmatchedTokens.FirstOrDefault(), parsed.CommandResult.Command);
        if (unknown is not null)
            return unknown.StartsWith("--", StringComparison.Ordinal) ? $"{unknown} is not an option of this command."
                : command.Subcommands.Count > 0 ? $"There is no command \"{unknown}\"."
                : $"\"{unknown}\" is one word too many; put quotes around what belongs together.";
        return string.Join(' ', parsed.Errors[0].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Hint(ParseResult parsed)
    {
        List<string> words = ["--help"];
        for (var at = parsed.CommandResult; at.Parent is System.CommandLine.Parsing.CommandResult above; at = above)
            words.Insert(0, at.Command.Name);
        return $"See {string.Join(' ', words)}.";
    }

    private sealed class VersionAction : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(ProductVersion.Current);
            return ExitCode.Done;
        }
    }
}
