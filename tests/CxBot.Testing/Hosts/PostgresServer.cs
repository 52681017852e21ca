using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CxBot.Tests.Testing;

/// <summary>A real PostgreSQL server of a test's own, on a free loopback port and a folder that goes with it.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _bin;
    private readonly string _folder;

    private PostgresServer(string bin, string folder, int port)
    {
        (_bin, _folder) = (bin, folder);
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=cxbot;Database=postgres;Include Error Detail=true";
    }

    public string ConnectionString { get; }

    /// <summary>Where all of its files are, its log too.</summary>
    public string DataFolder => _folder;

    /// <summary>Starts one. Where PostgreSQL is not installed the test is skipped, and fails in CI.</summary>
    /// <param name="options">More of the server's own, as <c>-c name=value</c>.</param>
    public static async Task<PostgresServer> StartAsync(string options = "")
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
        var server = new PostgresServer(bin!, folder, port);
        await server.ServerAsync(
            "initdb", "-D", Path.Combine(folder, "data"), "-U", "cxbot", "--auth=trust", "--encoding=UTF8", "--no-sync");
        await server.ServerAsync("pg_ctl", "-D", Path.Combine(folder, "data"), "-w", "-l", Path.Combine(folder, "log"), "-o",
            $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 {options}", "start");
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        await ServerAsync("pg_ctl", "-D", Path.Combine(_folder, "data"), "-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private Task ServerAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_bin, program);
        return Environment.UserName == "root" ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments])
            : RunAsync(path, arguments);
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
