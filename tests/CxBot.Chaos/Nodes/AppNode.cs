using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CxBot.Chaos.Nodes;

/// <summary>CxBot.Web as a process, at an address that it keeps over all of its lives.</summary>
internal sealed class AppNode : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static int _lastPort = 11_000 + (Environment.ProcessId % 8_000);

    private readonly string _logs = Directory.CreateTempSubdirectory("cxbot-node-").FullName;
    private readonly string _folder;
    private readonly IReadOnlyDictionary<string, string?> _settings;
    private Process? _process;

    public AppNode(string folder, IReadOnlyDictionary<string, string?> settings)
    {
        (_folder, _settings) = (folder, settings);
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
    }

    public Uri Address { get; }

    public int Id => _process!.Id;

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>How long each of its starts took until it was ready.</summary>
    public List<TimeSpan> Starts { get; } = [];

    /// <summary>What it says, beside its data: that disk may be full.</summary>
    public string LogFile => Path.Combine(_logs, "log");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        Begin();
        while (!await IsReadyAsync(cancellationToken))
        {
            if (_process!.HasExited)
                throw new InvalidOperationException($"The app ended with {_process.ExitCode}. {await TailAsync()}");
            if (Stopwatch.GetElapsedTime(began) > Patience)
                throw new TimeoutException($"The app is not ready after {Patience.TotalSeconds} s. {await TailAsync()}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
        Starts.Add(Stopwatch.GetElapsedTime(began));
    }

    /// <summary>As <c>kill -9</c>: nothing is finished, nothing is said.</summary>
    public void Kill()
    {
        if (IsRunning)
            _process!.Kill();
    }

    public async Task GoneAsync(CancellationToken cancellationToken)
    {
        if (_process is not null)
            await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Asks it to stop, as an update does, and waits.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await SignalAsync("TERM");
        await GoneAsync(cancellationToken);
    }

    public Task SignalAsync(string name) =>
        Tool.RunAsync("/bin/kill", $"-{name}", Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Whether it says that it can serve. One that says nothing for two seconds says no.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(2) };
        try
        {
            using var answer = await http.GetAsync("/health/ready", cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException &&
            !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>The memory that it holds, in bytes.</summary>
    public long Memory()
    {
        _process!.Refresh();
        return _process.WorkingSet64;
    }

    /// <summary>The end of what it logged.</summary>
    public async Task<string> TailAsync()
    {
        if (!File.Exists(LogFile))
            return "";
        await using var file = new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = Math.Max(0, file.Length - 1500);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await GoneAsync(CancellationToken.None);
        _process?.Dispose();
        Directory.Delete(_logs, recursive: true);
    }

    private void Begin()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CxBot.Web.dll"), "--urls", Address.ToString()])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in _settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        _process?.Dispose();
        _process = Process.Start(start)!;
        _ = KeepAsync(_process);
    }

    private async Task KeepAsync(Process process)
    {
        await using var log = new FileStream(LogFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        await process.StandardOutput.BaseStream.CopyToAsync(log);
        await errors;
    }

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
