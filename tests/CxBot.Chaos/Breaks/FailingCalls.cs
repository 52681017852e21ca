using System.Diagnostics;
using System.Globalization;
using CxBot.Chaos.Nodes;

namespace CxBot.Chaos.Breaks;

/// <summary>Calls of the system fail in the app, by <c>strace</c>.</summary>
internal abstract class FailingCalls(string calls, string error) : Break
{
    private Process? _strace;

    public override async Task<string?> MissingAsync() => await Tool.HasAsync("strace") ? null : "strace is not installed";

    public override async Task BreakAsync(Stage stage, int round)
    {
        _strace = Process.Start(new ProcessStartInfo("strace",
            ["-f", "-o", "/dev/null", "-p", stage.Node.Id.ToString(CultureInfo.InvariantCulture), "-e", $"trace={calls}", "-e",
                $"inject={calls}:error={error}"])
        { RedirectStandardError = true })!;
        // "Process N attached with M threads"
        while (await _strace.StandardError.ReadLineAsync() is { } line && !line.Contains("attached", StringComparison.Ordinal))
            continue;
        _ = _strace.StandardError.BaseStream.CopyToAsync(Stream.Null);
    }

    public override async Task HealAsync(Stage stage, int round)
    {
        await Tool.MustAsync("/bin/kill", "-INT", _strace!.Id.ToString(CultureInfo.InvariantCulture));
        await _strace.WaitForExitAsync();
    }

    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _strace?.Dispose();
        return base.DisposeAsync();
    }
}

/// <summary>What is written does not reach the disk.</summary>
internal sealed class FailingSync() : FailingCalls("fsync,fdatasync", "EIO")
{
    public override string Name => "eio";
}

/// <summary>The disk has become read-only.</summary>
internal sealed class ReadOnlyDisk() : FailingCalls("pwrite64,ftruncate", "EROFS")
{
    public override string Name => "erofs";
}
