using System.CommandLine;
using CxBot.Mail;
using CxBot.Reports.Mail;
using CxBot.Web.Desk.Reports.Mail;

namespace CxBot.Web.Commands.Reports;

/// <summary><c>reports mail</c>: sends a report by e-mail now, to try the settings, or prints it. What goes out by itself is not changed
/// by it.</summary>
internal sealed class ReportsMailCommand : Command
{
    private readonly CommandContext _context;
    private readonly Option<string?> _to = CommandOption.Text("--to", "ADDRESS", "who gets it", required: true);
    private readonly Option<string?> _period = CommandOption.Text("--period", "PERIOD", "daily, weekly or monthly", required: true);
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "prints it and sends nothing" };

    public ReportsMailCommand(CommandContext context) : base("mail", "Sends the last whole period's report by e-mail now.")
    {
        _context = context;
        _period.AcceptOnlyFromAmong("daily", "weekly", "monthly");
        _to.Validators.Add(read =>
        {
            if (read.Tokens is [{ Value: var value }] && !ReportMailOptions.IsAddress(value))
                read.AddError($"--to is an address such as manager@shop.example, not \"{value}\".");
        });
        Add(_to);
        Add(_period);
        Add(_dryRun);
        SetAction(MailAsync);
    }

    private async Task<int> MailAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (services, output, to) = (_context.Services(), parsed.InvocationConfiguration.Output, parsed.GetRequiredValue(_to)!);
        await CommandStorage.MigrateAsync(services, cancellationToken);
        var period = Enum.Parse<MailPeriod>(parsed.GetRequiredValue(_period)!, ignoreCase: true);
        var letter = await services.GetRequiredService<ReportLetters>().OfLastAsync(period, cancellationToken);
        if (parsed.GetValue(_dryRun))
        {
            await output.WriteLineAsync($"To: {to}\nSubject: {letter.Subject}\n\n{letter.Text}");
            return ExitCode.Done;
        }

        var post = services.GetRequiredService<MailPost>();
        if (!post.IsOn)
        {
            await output.WriteLineAsync("There is no mail server: set Mail:Host and Mail:From. With --dry-run the report is printed.");
            return ExitCode.Refused;
        }

        try
        {
            await post.SendAsync(letter, to, _ => Task.FromResult(true), cancellationToken);
            await output.WriteLineAsync($"\"{letter.Subject}\" was sent to {to}.");
            return ExitCode.Done;
        }
        catch (MailException failure)
        {
            await output.WriteLineAsync($"Not sent: {failure.WhatToDo}.");
            return ExitCode.Refused;
        }
    }
}
