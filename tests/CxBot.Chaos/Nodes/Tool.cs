using System.ComponentModel;
using System.Diagnostics;

namespace CxBot.Chaos.Nodes;

/// <summary>Runs a program of the system.</summary>
internal static class Tool
{
    /// <returns>Its exit code, and what it said.</returns>
    public static async Task<(int Code, string Said)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said + await errors);
    }

    /// <summary>Runs what must not fail.</summary>
    public static async Task MustAsync(string program, params string[] arguments)
    {
        var (code, said) = await RunAsync(program, arguments);
        if (code != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {code}: {said}");
    }

    /// <summary>Whether a program is installed.</summary>
    public static async Task<bool> HasAsync(string program)
    {
        try
        {
            return (await RunAsync("/bin/sh", "-c", $"command -v {program}")).Code == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
