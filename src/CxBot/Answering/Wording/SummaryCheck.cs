using System.Text.RegularExpressions;
using CxBot.Answering.Claims;

namespace CxBot.Answering.Wording;

/// <summary>What of a summary may be shown: plain lines whose numbers, dates, links and addresses all stand in what was said.
/// Pure.</summary>
internal static partial class SummaryCheck
{
    private const int MaxLines = 8;

    /// <returns>The lines that may be shown; null where none is left.</returns>
    public static string? Read(string written, SummaryRequest request)
    {
        var said = request.Lines.SelectMany(line => Statement.Of(SummaryPrompt.Plain(line.Text, request.Names)).Facts).ToList();
        var lines = written.Split('\n').Select(line => Mark().Replace(line, "").Trim()).Where(line => line.Length > 0)
            .Where(line => !Markup().IsMatch(line) && Statement.Of(line).Facts.All(fact => said.Exists(fact.IsSaidBy)))
            .Take(MaxLines).ToList();
        return lines.Count == 0 ? null : string.Join('\n', lines);
    }

    [GeneratedRegex(@"^\s*(?:[-*•]|\d{1,2}[.)])\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();

    [GeneratedRegex(@"<[/!?a-z]|!\[|<<|>>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Markup();
}
