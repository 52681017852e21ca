using System.Net.Sockets;
using CxBot.Hosting;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CxBot.Mail;

/// <summary>Hands messages to the owner's mail server, each over a connection of its own.</summary>
public sealed class MailPost(IOptions<MailOptions> options, TimeProvider time)
{
    /// <summary>Whether there is a mail server.</summary>
    public bool IsOn => options.Value.IsOn;

    /// <summary>Sends a message.</summary>
    /// <param name="mayHandOver">Asked when all but the message itself is done, so that what was begun can be written down before it
    /// cannot be taken back.</param>
    /// <param name="cancellationToken">Ends it before the message is handed over: what is begun then is finished, so that it is known what
    /// came of it.</param>
    /// <returns>False where it might not be handed over.</returns>
    /// <exception cref="MailException">It was not sent, or perhaps it was: see <see cref="MailProblem.NotKnown"/>.</exception>
    public async Task<bool> SendAsync(
        MailLetter letter, string recipient, Func<CancellationToken, Task<bool>> mayHandOver, CancellationToken cancellationToken)
    {
        var mail = options.Value;
        using var patience = new Deadline(mail.Timeout, time, CancellationToken.None);
        using var before = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        // The lists by which certificates are called back are often out of reach of a server, and .NET does not ask them either.
        using var client = new SmtpClient { CheckCertificateRevocation = false };
        var (stage, handing) = (Stage.Connecting, new Handing());
        try
        {
            await client.ConnectAsync(mail.Host!, mail.PortOrUsual, Security(mail.Security), before.Token);
            stage = Stage.SigningIn;
            if (!string.IsNullOrEmpty(mail.User))
                await client.AuthenticateAsync(mail.User, mail.Password ?? "", before.Token);
            if (!await mayHandOver(cancellationToken))
                return false;
            stage = Stage.HandingOver;
            using var message = Message(letter, recipient, mail);
            await client.SendAsync(message, patience.Token, handing);
        }
        catch (Exception failure) when (
            (stage == Stage.HandingOver || !cancellationToken.IsCancellationRequested) && Problem(failure, stage, handing.Begun) is { })
        {
            throw new MailException(
                Problem(failure, stage, handing.Begun)!.Value, (failure as SmtpCommandException)?.StatusCode is { } code ? (int)code : null,
                failure);
        }

        await LeaveAsync(client, patience.Token);
        return true;
    }

    /// <summary>What a failure means; null where it is none of the mail server's.</summary>
    private static MailProblem? Problem(Exception failure, Stage stage, bool begun) => (failure, stage) switch
    {
        (SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted }, _) => MailProblem.SenderRefused,
        (SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted }, _) => MailProblem.RecipientRefused,
        (SmtpCommandException, Stage.HandingOver) => MailProblem.MessageRefused,
        (AuthenticationException or ServiceNotAuthenticatedException, _) => MailProblem.SignInRefused,
        // Whether it arrived nobody can say any more.
        (OperationCanceledException or IOException or ProtocolException or SocketException or TimeoutException, Stage.HandingOver)
            when begun => MailProblem.NotKnown,
        (OperationCanceledException or TimeoutException, _) => MailProblem.TimedOut,
        (SslHandshakeException, _) or (NotSupportedException, Stage.Connecting) => MailProblem.NotSecure,
        (NotSupportedException or CommandException, Stage.SigningIn) => MailProblem.SignInRefused,
        (SocketException, _) => MailProblem.Unreachable,
        (IOException or ProtocolException or CommandException or NotSupportedException, _) => MailProblem.Broken,
        _ => null,
    };

    /// <summary>The message is sent already: that the server does not say good-bye changes nothing.</summary>
    private static async Task LeaveAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or ProtocolException or CommandException or OperationCanceledException)
        {
        }
    }

    private MimeMessage Message(MailLetter letter, string recipient, MailOptions mail)
    {
        var sender = MailboxAddress.Parse(mail.From!);
        var message = new MimeMessage
        {
            Subject = letter.Subject,
            Date = time.GetUtcNow(),
            MessageId = $"{letter.Id}@{sender.Domain}",
            Body = new BodyBuilder { TextBody = letter.Text, HtmlBody = letter.Html }.ToMessageBody(),
        };
        message.From.Add(sender);
        message.To.Add(MailboxAddress.Parse(recipient));
        // RFC 3834: nobody's holiday message answers it.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private static SecureSocketOptions Security(MailSecurity security) => security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    private enum Stage
    {
        Connecting,
        SigningIn,
        HandingOver,
    }

    /// <summary>Whether a byte of the message itself was written.</summary>
    private sealed class Handing : ITransferProgress
    {
        public bool Begun { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => Begun = true;

        public void Report(long bytesTransferred) => Begun = true;
    }
}
