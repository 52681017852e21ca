using System.ComponentModel;
using System.Diagnostics;

namespace CxBot.Tests.Testing;

/// <summary>Runs JavaScript as Node.js does. Where it is missing the test is skipped, and fails in CI.</summary>
public static class Node
{
    public static async Task<NodeRun> RunAsync(IEnumerable<string> arguments, string input, CancellationToken cancellationToken)
    {
        using var node = Start(arguments);
        try
        {
            var output = node.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = node.StandardError.ReadToEndAsync(cancellationToken);
            await node.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            node.StandardInput.Close();
            await node.WaitForExitAsync(cancellationToken);
            return new NodeRun(node.ExitCode == 0, await output, await errors);
        }
        finally
        {
            if (!node.HasExited)
                node.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(IEnumerable<string> arguments)
    {
        try
        {
            var start = new ProcessStartInfo("node", arguments) { WorkingDirectory = Repository.Root };
            start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail("CI needs Node.js.");
            Assert.Skip("There is no Node.js on this machine.");
            throw;
        }
    }
}

/// <summary>What came of it.</summary>
public sealed record NodeRun(bool Ended, string Output, string Errors);
