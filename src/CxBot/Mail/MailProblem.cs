namespace CxBot.Mail;

/// <summary>Why a message was not sent.</summary>
public enum MailProblem
{
    /// <summary>Nobody answers under this name and port.</summary>
    Unreachable,
    TimedOut,

    /// <summary>No secure connection: the server cannot, or nobody vouches for its certificate.</summary>
    NotSecure,

    /// <summary>The server does not take the user or the password.</summary>
    SignInRefused,
    SenderRefused,
    RecipientRefused,
    MessageRefused,

    /// <summary>The connection broke before the message was handed over.</summary>
    Broken,

    /// <summary>The message was being handed over when the connection broke: it may have been sent.</summary>
    NotKnown,
}

/// <summary>A message was not sent.</summary>
/// <param name="code">What the server answered, by SMTP's own numbers; null where it said nothing.</param>
public sealed class MailException(MailProblem problem, int? code, Exception cause) : Exception($"{problem} ({code})", cause)
{
    public MailProblem Problem => problem;
    public int? Code => code;

    /// <summary>What the owner should do, as a sentence; never a secret, and nothing of what the server said.</summary>
    public string WhatToDo => (problem switch
    {
        MailProblem.Unreachable => "the mail server cannot be reached; look at Mail:Host and Mail:Port",
        MailProblem.TimedOut => "the mail server did not answer in time; look at Mail:Host and Mail:Port, or raise Mail:Timeout",
        MailProblem.NotSecure =>
            "there is no secure connection to the mail server; look at Mail:Security, and at the server's certificate",
        MailProblem.SignInRefused => "the mail server does not take the user or the password; look at Mail:User and Mail:Password",
        MailProblem.SenderRefused => "the mail server does not take the sender; look at Mail:From",
        MailProblem.RecipientRefused => "the mail server does not take the recipient; look at Reports:Mail:Recipients",
        MailProblem.MessageRefused => "the mail server does not take the message; its own log says why",
        MailProblem.Broken => "the connection to the mail server broke",
        _ => "the connection broke while the message was handed over, so it may have been sent",
    }) + (code is { } said ? $" (SMTP {said})" : "");
}
