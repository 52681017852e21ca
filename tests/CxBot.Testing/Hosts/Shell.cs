using CxBot.Web.Commands;

namespace CxBot.Tests.Testing;

/// <summary>Runs a command line as the shell does, over services of the test's own.</summary>
public static class Shell
{
    /// <param name="services">Null where the command must not ask for them.</param>
    public static async Task<(int Code, string Output, string Error)> RunAsync(
        IServiceProvider? services, string input, params string[] args)
    {
        using var reader = new StringReader(input);
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var context = new CommandContext(() => services ?? throw new InvalidOperationException("This command needs no app."), reader);
        var code = await CommandLine.RunAsync(args, context, output, error, TestContext.Current.CancellationToken);
        return (code, output.ToString().Trim(), error.ToString().Trim());
    }
}
