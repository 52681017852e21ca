using CxBot.Hosting;
using CxBot.Mail;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CxBot.Reports.Mail;

/// <summary>Which reports go out by e-mail, and to whom. Section <c>Reports:Mail</c>.</summary>
public sealed class ReportMailOptions : ICheckedOptions
{
    public const string Section = "Reports:Mail";

    /// <summary>More are a mailing list's work.</summary>
    public const int MaxRecipients = 50;

    /// <summary>Addresses; each gets a message of its own. Default none.</summary>
    public List<string> Recipients { get; set; } = [];

    /// <summary>Each day the day before. Default false.</summary>
    public bool Daily { get; set; }

    /// <summary>Each Monday the week before. Default false.</summary>
    public bool Weekly { get; set; }

    /// <summary>On each first the month before. Default false.</summary>
    public bool Monthly { get; set; }

    /// <summary>From which hour of the day in the business's zone it goes out, 0 to 23. Default 7.</summary>
    public int Hour { get; set; } = 7;

    /// <summary>Those that are on.</summary>
    public IReadOnlyList<MailPeriod> Periods() =>
        [.. new[] { (Daily, MailPeriod.Daily), (Weekly, MailPeriod.Weekly), (Monthly, MailPeriod.Monthly) }
            .Where(one => one.Item1).Select(one => one.Item2)];

    /// <summary>Each address once.</summary>
    public IReadOnlyList<string> Addresses() =>
        [.. Recipients.Select(address => address.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)];

    public bool IsOn => Recipients.Count > 0 && Periods().Count > 0;

    public IEnumerable<string> Problems()
    {
        if (Hour is < 0 or > 23)
            yield return $"{Section}:Hour must be 0 to 23.";
        if (Recipients.Count > MaxRecipients)
            yield return $"{Section}:Recipients has more than {MaxRecipients} addresses. Name a mailing list instead.";
        foreach (var odd in Recipients.Where(address => !IsAddress(address)))
            yield return $"{Section}:Recipients \"{odd}\" is no address. Write it as manager@shop.example.";
        if (Recipients.Count > 0 != Periods().Count > 0)
            yield return $"{Section} is half set: name {Section}:Recipients, and set {Section}:Daily, Weekly or Monthly to true.";
    }

    public static bool IsAddress(string text) =>
        MailboxAddress.TryParse(text, out var address) && address.Address.Length <= ReportMailing.MaxRecipientLength
        && address.Address.Equals(text.Trim(), StringComparison.Ordinal) && address.Address.Contains('@', StringComparison.Ordinal);
}

/// <summary>Reports cannot go out by e-mail without a mail server.</summary>
public sealed class ReportMailCheck(IOptions<MailOptions> mail) : IValidateOptions<ReportMailOptions>
{
    public ValidateOptionsResult Validate(string? name, ReportMailOptions options) =>
        options.IsOn && !mail.Value.IsOn
            ? ValidateOptionsResult.Fail($"{ReportMailOptions.Section} needs a mail server: set {MailOptions.Section}:Host and "
                + $"{MailOptions.Section}:From.")
            : ValidateOptionsResult.Success;
}
