using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using CxBot.Handover.Hours;
using CxBot.Mail;
using CxBot.Reports;
using CxBot.Reports.Documents;
using CxBot.Reports.Figures;
using CxBot.Reports.Mail;
using CxBot.Web.Operations;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Desk.Reports.Mail;

/// <summary>Puts a period's figures into a letter, as plain text and as HTML without a picture or a script. Nobody's name and no word of a
/// customer is in it: figures alone, over everything.</summary>
public sealed class ReportLetters(ReportDocuments documents, IOptions<MailOptions> mail, IOptions<OperationsOptions> operations)
{
    private const string Cell = "padding:6px 12px 6px 0;border-bottom:1px solid #d5dbde;text-align:left;vertical-align:top";

    /// <summary>The letter of the last whole period before today.</summary>
    public Task<MailLetter> OfLastAsync(MailPeriod period, CancellationToken cancellationToken)
    {
        var (from, to) = MailCalendar.Before(period, documents.Today);
        return OfAsync(period, from, to, cancellationToken);
    }

    public async Task<MailLetter> OfAsync(MailPeriod period, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var filter = new ReportFilter(from, to);
        // A month before is not always as many days, and a day is compared with the day before.
        var (beforeFrom, beforeTo) = MailCalendar.Before(period, from);
        var now = await documents.ReadAsync(AllFigures.All, filter, compare: false, cancellationToken);
        var before = await documents.ReadAsync(AllFigures.All, new ReportFilter(beforeFrom, beforeTo), compare: false, cancellationToken);
        return Write(period, now, before);
    }

    internal MailLetter Write(MailPeriod period, ReportDocument now, ReportDocument before)
    {
        var words = new DeskWords();
        words.Use(mail.Value.Language);
        var filter = now.Filter;
        var lines = now.Lines.Zip(before.Lines, (line, past) => new Line(
            line.Figure.Id, words["Report_" + line.Figure.Id], ReportText.Large(words, line.Figure, line.Value),
            ReportText.Small(words, line.Figure, line.Value), ReportText.Large(words, past.Figure, past.Value))).ToList();
        var said = new Said(
            words.Say($"ReportMailSubject_{period}", Days(words, filter)), Intro(words, filter), Notes(words, now).ToList(), lines);
        return new MailLetter(
            string.Create(CultureInfo.InvariantCulture, $"report-{period}-{filter.From:yyyyMMdd}-{Guid.NewGuid():N}").ToLowerInvariant(),
            said.Subject, Text(words, said, filter), Html(words, said, filter));
    }

    private string Text(DeskWords words, Said said, ReportFilter filter)
    {
        var text = new StringBuilder().AppendLine(said.Subject).AppendLine().AppendLine(said.Intro).AppendLine();
        foreach (var line in said.Lines)
        {
            text.Append(words.Culture, $"{line.Name}: {line.Value}");
            if (line.More.Length > 0)
                text.Append(words.Culture, $" ({line.More})");
            text.AppendLine(words.Culture, $" – {words.Say("ReportBefore", line.Before)}");
        }

        text.AppendLine();
        foreach (var note in said.Notes)
            text.AppendLine(note);
        text.AppendLine().AppendLine(Link(filter) is { } link ? $"{words["ReportMailOpen"]}: {link}" : words["ReportMailNoLink"]);
        return text.AppendLine().AppendLine(words["ReportMailWhy"]).ToString();
    }

    private string Html(DeskWords words, Said said, ReportFilter filter)
    {
        string[] heads = ["ReportMailFigure", "ReportMailValue", "ReportMailBefore"];
        var rows = said.Lines.Select(line =>
            $"""<tr><th scope="row" style="{Cell};font-weight:normal">{Linked(Link(filter, line.Id), line.Name)}</th>"""
            + $"""<td style="{Cell}"><b>{Safe(line.Value)}</b> {Safe(line.More)}</td><td style="{Cell}">{Safe(line.Before)}</td></tr>""");
        return $"""
            <!doctype html>
            <html lang="{words.Language}"><head><meta charset="utf-8"><title>{Safe(said.Subject)}</title></head>
            <body style="font-family:sans-serif;font-size:15px;line-height:1.5">
            <h1 style="font-size:20px">{Safe(said.Subject)}</h1>
            <p>{Safe(said.Intro)}</p>
            <table style="border-collapse:collapse">
            <thead><tr>{string.Concat(heads.Select(head => $"""<th scope="col" style="{Cell}">{Safe(words[head])}</th>"""))}</tr></thead>
            <tbody>{string.Concat(rows)}</tbody>
            </table>
            {string.Concat(said.Notes.Select(note => $"<p>{Safe(note)}</p>"))}
            <p>{Linked(Link(filter), words[Link(filter) is null ? "ReportMailNoLink" : "ReportMailOpen"])}</p>
            <p style="font-size:12px">{Safe(words["ReportMailWhy"])}</p>
            </body></html>
            """;
    }

    private static string Linked(string? link, string text) =>
        link is null ? Safe(text) : $"""<a href="{Safe(link)}">{Safe(text)}</a>""";

    private static IEnumerable<string> Notes(DeskWords words, ReportDocument document)
    {
        yield return words["ReportMailMedian"];
        if (document.MayChange)
            yield return words["ReportMayChange"];
        if (document.LeftOut > 0)
            yield return words.Say("ReportLeftOut", ReportText.Number(words, document.LeftOut));
    }

    private string Intro(DeskWords words, ReportFilter filter)
    {
        var zone = HoursInWords.ZoneName(TimeZoneInfo.ConvertTime(MailCalendar.DueAt(filter.To, 12, documents.Zone), documents.Zone));
        return filter.Days == 1 ? words.Say("ReportMailIntroDay", Day(words, filter.To), zone)
            : words.Say("ReportMailIntro", Day(words, filter.From), Day(words, filter.To), zone);
    }

    private static string Days(DeskWords words, ReportFilter filter) =>
        filter.Days == 1 ? Day(words, filter.To) : $"{Day(words, filter.From)} – {Day(words, filter.To)}";

    private static string Day(DeskWords words, DateOnly day) => day.ToString("d MMMM yyyy", words.Culture);

    /// <summary>Null where the owner has not said what this server is called.</summary>
    private string? Link(ReportFilter filter, string? figure = null) =>
        operations.Value.PublicUrl is { } url ? $"{url.TrimEnd('/')}/{ReportAddress.Write(filter, figure)}" : null;

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);

    private sealed record Said(string Subject, string Intro, IReadOnlyList<string> Notes, IReadOnlyList<Line> Lines);

    private sealed record Line(string Id, string Name, string Value, string More, string Before);
}
