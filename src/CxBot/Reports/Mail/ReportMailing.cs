using CxBot.Mail;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Reports.Mail;

/// <summary>One report to one address: written down before it is sent, so that it is sent once.</summary>
public sealed class ReportMailing
{
    public const int MaxRecipientLength = 254;

    public long Id { get; init; }
    public MailPeriod Period { get; init; }

    /// <summary>The days that it is over, both included.</summary>
    public DateOnly From { get; init; }
    public DateOnly To { get; init; }

    public required string Recipient { get; init; }
    public MailingState State { get; init; }

    /// <summary>How often it was tried in vain.</summary>
    public int Attempts { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    /// <summary>When it is tried next; while it is being sent, since when.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>Why it was not sent when it was last tried.</summary>
    public MailProblem? Problem { get; init; }
}

public enum MailingState
{
    Waiting,

    /// <summary>A process is handing it over.</summary>
    Sending,
    Sent,

    /// <summary>Tried for three days in vain.</summary>
    GivenUp,

    /// <summary>It was handed over, and what came of it nobody heard. It is not sent again by itself.</summary>
    Unknown,
}

/// <summary>The table of reports by e-mail.</summary>
internal static class ReportMailTables
{
    public static void Configure(ModelBuilder builder) => builder.Entity<ReportMailing>(mailing =>
    {
        mailing.ToTable("ReportMailings");
        mailing.Property(m => m.Recipient).HasMaxLength(ReportMailing.MaxRecipientLength);
        // Two processes that find the same report due: the second writes nothing.
        mailing.HasIndex(m => new { m.Period, m.From, m.Recipient }).IsUnique();
    });
}
