using CxBot.Storage;

namespace CxBot.Web.Commands;

/// <summary>The commands beside serving, which is what happens without one.</summary>
public static class CommandDispatch
{
    private const string Usage = """
        Usage:
          cxbot                                   serve (the default)
          cxbot eval --knowledge DIR --questions FILE.jsonl [--json OUT.json] [--predictions OUT.jsonl] [--unanswerable-share X] [--gate FILE]
          cxbot eval --replay [--knowledge DIR] [--from DATE] [--to DATE] [--json OUT.json]
          cxbot explain "question" [--knowledge DIR]
          cxbot knowledge check [--knowledge DIR]
          cxbot agent create --email E --name N --role agent|administrator     (the password on standard input)
          cxbot agent list
          cxbot agent disable --email E
          cxbot agent reset-two-factor --email E
          cxbot customer export --id ID --out FOLDER                            (or --phone, --email)
          cxbot customer erase --id ID [--yes]                                  (or --phone, --email)
          cxbot audit export --out FILE [--from DATE] [--to DATE]
          cxbot doctor whatsapp                   (asks Meta whether the number is ready, and says what to do where it is not)
        """;

    /// <summary>Whether the arguments name a command; options such as <c>--urls</c> belong to serving.</summary>
    public static bool IsCommand(string[] args) => args is [var first, ..] && !first.StartsWith('-');

    /// <summary>Runs a command.</summary>
    /// <returns>The exit code: 0 done, 1 refused, 2 not understood.</returns>
    public static async Task<int> RunAsync(string[] args, IServiceProvider services)
    {
        switch (args)
        {
            case ["eval", .. var rest] when rest.Contains("--replay"):
                return await ReplayCommand.RunAsync([.. rest.Where(a => a != "--replay")], services, Console.Out, CancellationToken.None);
            case ["explain", .. var rest]:
                return await ExplainCommand.RunAsync(rest, Console.Out, CancellationToken.None);
            case ["eval", .. var rest]:
                return await EvalCommand.RunAsync(rest, Console.Out, CancellationToken.None);
            case ["knowledge", "check", .. var rest]:
                return await KnowledgeCheckCommand.RunAsync(rest, Console.Out, CancellationToken.None);
            case ["agent", .. var rest]:
                return await AgentAsync(rest, services);
            case ["customer", .. var rest]:
                return await CustomerCommand.RunAsync(rest, services, Console.In, Console.Out, CancellationToken.None);
            case ["audit", .. var rest]:
                return await AuditCommand.RunAsync(rest, services, Console.Out, CancellationToken.None);
            case ["doctor", .. var rest]:
                return await DoctorCommand.RunAsync(rest, services, Console.Out, CancellationToken.None);
            case ["help", ..]:
                Console.Out.WriteLine(Usage);
                return 0;
            default:
                Console.Error.WriteLine($"There is no command \"{args[0]}\".\n{Usage}");
                return 2;
        }
    }

    /// <summary>Against the configured storage, with or without the app running beside it.</summary>
    private static async Task<int> AgentAsync(string[] args, IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await StorageStart.MigrateAsync(scope.ServiceProvider.GetRequiredService<CxBotDbContext>(), CancellationToken.None);
        return await AgentCommand.RunAsync(args, scope.ServiceProvider, Console.In, Console.Out, CancellationToken.None);
    }
}
