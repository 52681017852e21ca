using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CxBot.Tests.Testing;

/// <summary>A real nginx with the configuration that owners are given, on free loopback ports and with a certificate of its own.</summary>
public sealed class NginxServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private readonly string _certificate;

    private NginxServer(Process process, string folder, string certificate, int port) =>
        (_process, _folder, _certificate, Port) = (process, folder, certificate, port);

    /// <summary>Where it listens for TLS.</summary>
    public int Port { get; }

    /// <summary>A free port to give to <see cref="StartAsync"/>: the app must know its public name before nginx knows the app.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts it in front of nodes. Where nginx is not installed the test is skipped, and fails in CI.</summary>
    /// <param name="configuration">What goes into its <c>http</c> block, for a node on port 5080.</param>
    public static async Task<NginxServer> StartAsync(string configuration, int port, params Uri[] nodes)
    {
        if (!File.Exists("/usr/sbin/nginx"))
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail("CI needs nginx.");
            Assert.Skip("nginx is not installed.");
        }
        var folder = Directory.CreateTempSubdirectory("cxbot-nginx-").FullName;
        var certificate = WriteCertificate(folder);
        var servers = string.Join('\n', nodes.Select(node => $"server {node.Authority} max_fails=1 fail_timeout=5s;"));
        var mine = configuration.Replace("server 127.0.0.1:5080 max_fails=1 fail_timeout=5s;", servers, StringComparison.Ordinal)
            .Replace("listen 443 ssl", $"listen 127.0.0.1:{port} ssl", StringComparison.Ordinal)
            .Replace("listen 80;", $"listen 127.0.0.1:{FreePort()};", StringComparison.Ordinal)
            .Replace("/etc/nginx/", folder + "/", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(folder, "nginx.conf"), $$"""
            daemon off;
            pid {{folder}}/pid;
            error_log {{folder}}/error.log;
            events { }
            http {
            access_log off;
            client_body_temp_path {{folder}}/body;
            proxy_temp_path {{folder}}/proxy;
            fastcgi_temp_path {{folder}}/fastcgi;
            uwsgi_temp_path {{folder}}/uwsgi;
            scgi_temp_path {{folder}}/scgi;
            {{mine}}
            }
            """);
        // Its workers are another user's where it is started by root.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        var process = Process.Start(new ProcessStartInfo("/usr/sbin/nginx", ["-c", Path.Combine(folder, "nginx.conf")])
        {
            RedirectStandardError = true,
        })!;
        var server = new NginxServer(process, folder, certificate, port);
        await Eventually.TrueAsync(() => server.ListensAsync(), "nginx to listen");
        return server;
    }

    /// <summary>A client that finds every name here and believes its certificate.</summary>
    public SocketsHttpHandler Handler() => new()
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
        SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == _certificate },
    };

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> ListensAsync()
    {
        if (_process.HasExited)
            Assert.Fail(await _process.StandardError.ReadToEndAsync());
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <returns>What it is known by.</returns>
    private static string WriteCertificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=chat.shop.example", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
        File.WriteAllText(Path.Combine(folder, "cxbot.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "cxbot.key"), key.ExportECPrivateKeyPem());
        return certificate.GetCertHashString();
    }
}
