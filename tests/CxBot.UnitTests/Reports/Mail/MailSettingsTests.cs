using CxBot.Hosting;
using CxBot.Mail;
using CxBot.Reports.Mail;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Reports.Mail;

/// <summary>Half a setting is refused at the start, with a sentence that names it.</summary>
public sealed class MailSettingsTests
{
    private static MailOptions Good => new() { Host = "smtp.shop.example", From = "Kedai <reports@shop.example>" };

    public static TheoryData<string, MailOptions> Wrong => new()
    {
        { "Mail:From is no address", new MailOptions { Host = "smtp.shop.example" } },
        { "Mail:From is no address", new MailOptions { Host = "smtp.shop.example", From = "reports" } },
        { "Mail:User and Mail:Password go together", Change(mail => mail.User = "reports") },
        { "Mail:Port must be 1 to 65535", Change(mail => mail.Port = 70_000) },
        { "Mail:Timeout must be", Change(mail => mail.Timeout = TimeSpan.FromMinutes(3)) },
        { "Mail:Language \"fr\"", Change(mail => mail.Language = "fr") },
        {
            "would send Mail:Password for everybody to read",
            Change(mail => (mail.Security, mail.User, mail.Password) = (MailSecurity.None, "reports", "a secret"))
        },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_wrong_mail_server_is_named(string sentence, MailOptions mail)
    {
        var problem = Assert.Single(mail.Problems());
        Assert.Contains(sentence, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("a secret", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_whole_is_taken_and_nothing_at_all_is_off()
    {
        Assert.Empty(new MailOptions().Problems());
        Assert.Empty(Good.Problems());
        Assert.Empty(Change(mail =>
            (mail.Host, mail.Security, mail.User, mail.Password) = ("127.0.0.1", MailSecurity.None, "x", "y")).Problems());
        Assert.Empty(new ReportMailOptions().Problems());
        Assert.Empty(new ReportMailOptions { Recipients = ["manager@shop.example"], Daily = true }.Problems());
    }

    [Theory]
    [InlineData("Reports:Mail is half set", true, 7, "manager@shop.example")]
    [InlineData("Reports:Mail is half set", false, 7)]
    [InlineData("Reports:Mail:Hour must be 0 to 23", false, 24, "manager@shop.example")]
    [InlineData("Reports:Mail:Recipients \"manager\" is no address", false, 7, "manager")]
    [InlineData("is no address", false, 7, "Manager <manager@shop.example>")]
    [InlineData("is no address", false, 7, "a@shop.example, b@shop.example")]
    [InlineData("is no address", false, 7, "a@shop.example\r\nBcc: b@shop.example")]
    public void A_wrong_choice_of_reports_is_named(string sentence, bool noPeriod, int hour, params string[] recipients)
    {
        var options = new ReportMailOptions { Recipients = [.. recipients], Weekly = !noPeriod, Hour = hour };
        Assert.Contains(sentence, Assert.Single(options.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_by_mail_need_a_mail_server()
    {
        var reports = new ReportMailOptions { Recipients = ["manager@shop.example"], Daily = true };
        Assert.Contains("Mail:Host", new ReportMailCheck(Options.Create(new MailOptions())).Validate(null, reports).FailureMessage,
            StringComparison.Ordinal);
        Assert.True(new ReportMailCheck(Options.Create(Good)).Validate(null, reports).Succeeded);
    }

    private static MailOptions Change(Action<MailOptions> change)
    {
        var mail = Good;
        change(mail);
        return mail;
    }
}
