using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CxBot.Tests.Testing;

/// <summary>The app as a process of its own, which a test may kill.</summary>
public sealed class CxBotProcess : IAsyncDisposable
{
    private static int _lastPort = 20_000 + Environment.ProcessId % 10_000;

    private readonly Process _process;

    private CxBotProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<CxBotProcess> StartAsync(
        string folder, KnowledgeFiles? knowledge = null, Dictionary<string, string?>? settings = null)
    {
        var knowledgeFolder = Path.Combine(folder, "knowledge");
        knowledge?.WriteTo(knowledgeFolder);
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CxBot.Web.dll"), "--urls", address.ToString()])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Storage__ConnectionString"] = $"Data Source={Path.Combine(folder, "cxbot.db")}";
        start.Environment["Media__Folder"] = Path.Combine(folder, "media");
        start.Environment["Knowledge__Folder"] = knowledgeFolder;
        start.Environment["Knowledge__Encoder"] = "None";
        start.Environment["RateLimits__Enabled"] = "false";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        foreach (var (key, value) in settings ?? [])
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        var process = Process.Start(start)!;
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        var started = new CxBotProcess(process, address);
        try
        {
            using var http = new HttpClient { BaseAddress = address };
            await Eventually.TrueAsync(() => started.IsReadyAsync(http), "the app to be ready");
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
        return started;
    }

    /// <summary>Runs it until it ends by itself, as a command does, or an app that refuses to start.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string folder, Dictionary<string, string?> settings, string? input = null, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CxBot.Web.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["Storage__ConnectionString"] = $"Data Source={Path.Combine(folder, "cxbot.db")}";
        start.Environment["Media__Folder"] = Path.Combine(folder, "media");
        start.Environment["Knowledge__Folder"] = Path.Combine(folder, "knowledge");
        start.Environment["Knowledge__Encoder"] = "None";
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        try
        {
            if (input is not null)
                await process.StandardInput.WriteLineAsync(input);
            process.StandardInput.Close();
            var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token),
                process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    private async Task<bool> IsReadyAsync(HttpClient http)
    {
        if (_process.HasExited)
            Assert.Fail($"The app ended with {_process.ExitCode}.");
        try
        {
            using var answer = await http.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>As <c>kill -9</c>: nothing is finished, nothing is said.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    /// <summary>A port below those that the system gives out by itself, and never the same twice: another test's app must not get it
    /// between here and the start.</summary>
    private static int FreePort()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref _lastPort);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }
    }
}
