using System.Diagnostics;
using CxBot.Mail;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Mail;

/// <summary>Mail servers that take, refuse, hang and break: each is told apart, and what may have been sent from what was not.</summary>
public sealed class MailPostTests
{
    private const string Manager = "manager@shop.example";

    private static readonly MailLetter Letter = new("report-1", "Laporan ✓\r\nBcc: thief@example.test", "Halo", "<p>Halo</p>");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_comes_as_text_and_html_under_its_own_name()
    {
        await using var server = FakeMailServer.Start();
        Assert.True(await SendAsync(server));
        var message = Assert.Single(server.Taken);
        Assert.Equal("report-1@shop.example", message.MessageId);
        Assert.Equal(("Halo", "<p>Halo</p>"), (message.TextBody!.Trim(), message.HtmlBody!.Trim()));
        Assert.Equal([Manager], message.To.Mailboxes.Select(to => to.Address));
        Assert.Empty(message.Bcc);
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
        Assert.Equal((FakeMailServer.User, FakeMailServer.Password), Assert.Single(server.SignIns));
    }

    [Fact]
    public async Task What_may_not_be_handed_over_is_not()
    {
        await using var server = FakeMailServer.Start();
        Assert.False(await Post(server).SendAsync(Letter, Manager, _ => Task.FromResult(false), Token));
        Assert.Empty(server.Taken);
    }

    [Fact]
    public async Task Each_refusal_is_told_apart_and_nothing_secret_is_said()
    {
        await using var server = FakeMailServer.Start();
        server.RefusesPasswords = true;
        var wrong = await FailsAsync(MailProblem.SignInRefused, server);
        Assert.Contains("Mail:Password", wrong.WhatToDo, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeMailServer.Password, wrong.ToString(), StringComparison.Ordinal);
        server.RefusesPasswords = false;
        server.Unknown.Add(Manager);
        Assert.Equal(550, (await FailsAsync(MailProblem.RecipientRefused, server)).Code);
        server.Unknown.Clear();
        server.RefusesMessages = true;
        await FailsAsync(MailProblem.MessageRefused, server);
        Assert.Empty(server.Taken);
    }

    [Fact]
    public async Task Without_a_connection_that_others_cannot_read_no_password_is_said()
    {
        await using var plain = FakeMailServer.Start();
        await FailsAsync(MailProblem.NotSecure, plain, mail => mail.Security = MailSecurity.StartTls);
        await using var unknown = FakeMailServer.Start(secure: true);
        await FailsAsync(MailProblem.NotSecure, unknown, mail => mail.Security = MailSecurity.StartTls);
        Assert.Empty(plain.SignIns);
        Assert.Empty(unknown.SignIns);
    }

    [Fact]
    public async Task Where_nobody_answers_it_cannot_be_reached() =>
        Assert.Null((await FailsAsync(MailProblem.Unreachable, FakeMailServer.FreePort())).Code);

    [Theory]
    [InlineData(MailProblem.TimedOut, false)]
    [InlineData(MailProblem.TimedOut, false, "220 here")]
    [InlineData(MailProblem.TimedOut, false, "220 here", "250 here", "250 sender")]
    [InlineData(MailProblem.Broken, true, "220 here")]
    [InlineData(MailProblem.Broken, true, "220 here", "250 here", "250 sender")]
    // From the first byte of the message on nobody knows.
    [InlineData(MailProblem.NotKnown, false, "220 here", "250 here", "250 sender", "250 recipient", "354 go on")]
    [InlineData(MailProblem.NotKnown, true, "220 here", "250 here", "250 sender", "250 recipient", "354 go on")]
    public async Task A_server_that_hangs_or_breaks_is_left_in_time(MailProblem problem, bool ends, params string[] lines)
    {
        await using var server = new HangingMailServer(ends, lines);
        var began = Stopwatch.GetTimestamp();
        await FailsAsync(problem, server.Port, mail => (mail.User, mail.Password) = (null, null));
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private static Task<bool> SendAsync(FakeMailServer server) =>
        Post(server).SendAsync(Letter, Manager, _ => Task.FromResult(true), Token);

    private static MailPost Post(FakeMailServer server) => Post(server.Port, _ => { });

    private static MailPost Post(int port, Action<MailOptions> change)
    {
        var mail = new MailOptions
        {
            Host = "127.0.0.1",
            Port = port,
            Security = MailSecurity.None,
            User = FakeMailServer.User,
            Password = FakeMailServer.Password,
            From = FakeMailServer.User,
            Timeout = TimeSpan.FromSeconds(1),
        };
        change(mail);
        return new MailPost(Options.Create(mail), TimeProvider.System);
    }

    private static Task<MailException> FailsAsync(MailProblem problem, FakeMailServer server, Action<MailOptions>? change = null) =>
        FailsAsync(problem, server.Port, change);

    private static async Task<MailException> FailsAsync(MailProblem problem, int port, Action<MailOptions>? change = null)
    {
        var failure = await Assert.ThrowsAsync<MailException>(
            () => Post(port, change ?? (_ => { })).SendAsync(Letter, Manager, _ => Task.FromResult(true), Token));
        Assert.Equal(problem, failure.Problem);
        return failure;
    }
}
