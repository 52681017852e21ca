using CxBot.Hosting;
using CxBot.Mail;
using CxBot.Reports.Mail;
using CxBot.Storage;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Desk.Reports.Mail;

/// <summary>Sends what is due, each report once to each address: one process does, and each message is taken on disk before it is handed
/// over.</summary>
public sealed partial class ReportMailWorker(ReportMailings mailings, ReportLetters letters, MailPost post, Leases leases,
    IOptions<ReportMailOptions> options, TimeProvider time, ILogger<ReportMailWorker> logger)
    : PeriodicWorker(TimeSpan.FromMinutes(1), time, logger)
{
    private readonly StandingLease _lease = new(leases, "report-mail", time);

    protected override TimeSpan FirstAfter => TimeSpan.FromSeconds(10);

    public override async Task RoundAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn || !await _lease.IsHeldAsync(cancellationToken))
            return;
        await mailings.MakeDueAsync(cancellationToken);
        var written = new Dictionary<(MailPeriod, DateOnly), MailLetter>();
        foreach (var mailing in await mailings.WaitingAsync(cancellationToken))
        {
            var which = (mailing.Period, mailing.From);
            if (!written.TryGetValue(which, out var letter))
                written[which] = letter = await letters.OfAsync(mailing.Period, mailing.From, mailing.To, cancellationToken);
            // Named after its row, so that a mail program that gets it twice after all can show it once.
            letter = letter with { Id = $"{letter.Id[..letter.Id.LastIndexOf('-')]}-{mailing.Id}" };
            if (!await TrySendAsync(mailing, letter, cancellationToken))
                return;
        }
    }

    /// <returns>False where the others need not be tried now either.</returns>
    private async Task<bool> TrySendAsync(ReportMailing mailing, MailLetter letter, CancellationToken cancellationToken)
    {
        var claimed = false;
        try
        {
            async Task<bool> ClaimAsync(CancellationToken before) => claimed = await mailings.ClaimAsync(mailing, before);
            if (await post.SendAsync(letter, mailing.Recipient, ClaimAsync, cancellationToken))
            {
                await mailings.SentAsync(mailing, CancellationToken.None);
                Sent(logger, mailing.Id, mailing.Period, mailing.From);
            }
        }
        catch (MailException failure)
        {
            var again = await mailings.FailedAsync(mailing, failure.Problem, claimed, CancellationToken.None);
            if (again is { } at)
                Failed(logger, mailing.Id, mailing.Period, mailing.From, failure.WhatToDo, at);
            else
                GaveUp(logger, mailing.Id, mailing.Period, mailing.From, failure.WhatToDo);
            return failure.Problem is MailProblem.RecipientRefused or MailProblem.MessageRefused or MailProblem.NotKnown;
        }

        return !cancellationToken.IsCancellationRequested;
    }

    [LoggerMessage(1, LogLevel.Information, "Report mail {Mailing} ({Period} from {From}) was sent")]
    private static partial void Sent(ILogger logger, long mailing, MailPeriod period, DateOnly from);

    [LoggerMessage(2, LogLevel.Warning,
        "Report mail {Mailing} ({Period} from {From}) could not be sent: {WhatToDo}. It is tried again at {At}")]
    private static partial void Failed(
        ILogger logger, long mailing, MailPeriod period, DateOnly from, string whatToDo, DateTimeOffset at);

    [LoggerMessage(3, LogLevel.Error,
        "Report mail {Mailing} ({Period} from {From}) is not tried again: {WhatToDo}. To send it: reports mail --to ADDRESS --period ...")]
    private static partial void GaveUp(ILogger logger, long mailing, MailPeriod period, DateOnly from, string whatToDo);
}
