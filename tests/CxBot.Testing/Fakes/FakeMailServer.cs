using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace CxBot.Tests.Testing;

/// <summary>A real mail server on a free loopback port, which keeps what it gets.</summary>
public sealed class FakeMailServer : IAsyncDisposable
{
    public const string User = "reports@shop.example";
    public const string Password = "the right password of the mail server";

    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2? _certificate;
    private readonly Task _running;

    private FakeMailServer(int port, bool secure)
    {
        Port = port;
        _certificate = secure ? SelfSigned() : null;
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, port)).AllowUnsecureAuthentication(true);
            if (_certificate is not null)
                endpoint.Certificate(_certificate);
        }).Build();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add((IMessageStore)new Store(this));
        services.Add((IMailboxFilter)new Filter(this));
        services.Add((IUserAuthenticator)new Authenticator(this));
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
    }

    public int Port { get; }

    /// <summary>What it took, in order.</summary>
    public ConcurrentQueue<MimeMessage> Taken { get; } = new();

    /// <summary>Whom it was asked to sign in, with which password.</summary>
    public ConcurrentQueue<(string User, string Password)> SignIns { get; } = new();

    /// <summary>Addresses that it does not know.</summary>
    public HashSet<string> Unknown { get; } = [];

    /// <summary>Whether any password is wrong now.</summary>
    public bool RefusesPasswords { get; set; }

    /// <summary>Whether it says that it took a message, and drops it.</summary>
    public bool RefusesMessages { get; set; }

    /// <summary>As the settings name it.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Mail:Security"] = "None",
        ["Mail:User"] = User,
        ["Mail:Password"] = Password,
        ["Mail:From"] = $"Kedai Nusa <{User}>",
        ["Mail:Language"] = "en",
    };

    /// <param name="secure">Whether it offers STARTTLS, with a certificate that nobody vouches for.</param>
    public static FakeMailServer Start(bool secure = false) => new(FreePort(), secure);

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _certificate?.Dispose();
        _stop.Dispose();
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    private sealed class Store(FakeMailServer server) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            if (server.RefusesMessages)
                return SmtpResponse.TransactionFailed;
            using var bytes = new MemoryStream(buffer.ToArray());
            server.Taken.Enqueue(await MimeMessage.LoadAsync(bytes, cancellationToken));
            return SmtpResponse.Ok;
        }
    }

    private sealed class Filter(FakeMailServer server) : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(
            ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
            Task.FromResult(!server.Unknown.Contains($"{to.User}@{to.Host}"));
    }

    private sealed class Authenticator(FakeMailServer server) : IUserAuthenticator
    {
        public Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken)
        {
            server.SignIns.Enqueue((user, password));
            return Task.FromResult(!server.RefusesPasswords && (user, password) == (User, Password));
        }
    }
}
