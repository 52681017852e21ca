using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CxBot.Tests.Testing;

/// <summary>A real PostgreSQL server of a test's own, on a free loopback port and a folder that goes with it.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _bin;
    private readonly string _folder;
    private readonly int _port;
    private readonly (string Name, string Address)? _network;

    private readonly string _options;

    private PostgresServer(string bin, string folder, int port, (string, string)? network, string options)
    {
        (_bin, _folder, _port, _network, _options) = (bin, folder, port, network, options);
        ConnectionString =
            $"Host={_network?.Address ?? "127.0.0.1"};Port={port};Username=cxbot;Database=postgres;Include Error Detail=true";
    }

    public string ConnectionString { get; }

    /// <summary>Where all of its files are, its log too.</summary>
    public string DataFolder => _folder;

    /// <summary>Starts one. Where PostgreSQL is not installed the test is skipped, and fails in CI.</summary>
    /// <param name="network">A network namespace to run in, and the address to listen on there; null for this machine's own.</param>
    /// <param name="options">More of the server's own, as <c>-c name=value</c>.</param>
    public static async Task<PostgresServer> StartAsync((string Name, string Address)? network = null, string options = "")
    {
        var bin = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin"))
                .FirstOrDefault(d => File.Exists(Path.Combine(d, "postgres"))) : null;
        if (bin is null)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail("CI needs PostgreSQL.");
            Assert.Skip("PostgreSQL is not installed.");
        }
        var folder = Directory.CreateTempSubdirectory("cxbot-pg-").FullName;
        var port = FreePort();
        // The server refuses to run as root, so there it runs as the user its package made.
        if (Environment.UserName == "root")
            await RunAsync("chown", "postgres", folder);
        var server = new PostgresServer(bin!, folder, port, network, options);
        await server.ServerAsync(
            "initdb", "-D", Path.Combine(folder, "data"), "-U", "cxbot", "--auth=trust", "--encoding=UTF8", "--no-sync");
        if (network is not null)
            await File.AppendAllTextAsync(Path.Combine(folder, "data", "pg_hba.conf"), "host all all 10.0.0.0/8 trust\n");
        await server.BeginAsync();
        return server;
    }

    /// <summary>Starts it, after it was stopped.</summary>
    public Task BeginAsync() => ServerAsync("pg_ctl", "-D", Path.Combine(_folder, "data"), "-w", "-l", Path.Combine(_folder, "log"), "-o",
        $"-p {_port} -k {_folder} -c listen_addresses={_network?.Address ?? "127.0.0.1"} {_options}", "start");

    /// <summary>Stops it, and keeps what it holds.</summary>
    /// <param name="mode"><c>fast</c>, which ends all connections, or <c>immediate</c>, which is as if it had crashed.</param>
    public Task EndAsync(string mode) => ServerAsync("pg_ctl", "-D", Path.Combine(_folder, "data"), "-m", mode, "stop");

    public async ValueTask DisposeAsync()
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        await EndAsync("immediate");
        Directory.Delete(_folder, recursive: true);
    }

    private Task ServerAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_bin, program);
        string[] command = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", path, .. arguments] : [path, .. arguments];
        if (_network is { Name: var name })
            command = ["ip", "netns", "exec", name, .. command];
        return RunAsync(command[0], command[1..]);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // Output goes nowhere: a server that inherits a pipe keeps it open, and the wait would never end.
        using var process = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null", program, .. arguments]))!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
