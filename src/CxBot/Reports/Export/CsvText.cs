using System.Text.RegularExpressions;

namespace CxBot.Reports.Export;

/// <summary>
/// A text in a CSV cell that no spreadsheet takes for a formula: an apostrophe stands before what would begin one. So it does after a
/// separator or a new line within a text, because a spreadsheet that expects another separator begins a cell there
/// (https://owasp.org/www-community/attacks/CSV_Injection).
/// </summary>
internal static partial class CsvText
{
    public static string Inert(string text) => NegativeNumber().IsMatch(text) ? text : FormulaBegins().Replace(text, "'");

    /// <summary>Plain numbers are data. With a plus it is a phone number, whose plus a spreadsheet would drop.</summary>
    [GeneratedRegex(@"\A-[0-9]+([.,][0-9]+)?\z")]
    private static partial Regex NegativeNumber();

    // The four wide signs are what East Asian spreadsheets read as the narrow ones.
    [GeneratedRegex("""(?<=\A|[,;\t\r\n])(?=[ "]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])|\A(?=[\t\r\n])""")]
    private static partial Regex FormulaBegins();
}
