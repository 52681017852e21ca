namespace CxBot.Reports.Export;

/// <summary>Whom a CSV file is for.</summary>
public enum CsvForm
{
    /// <summary>For machines, by RFC 4180: commas, and a point in numbers.</summary>
    Rfc4180,

    /// <summary>
    /// For spreadsheets where numbers have a decimal comma, as in Indonesia: semicolons, that comma, and a byte order mark, without which
    /// Excel takes UTF-8 for another encoding.
    /// </summary>
    Spreadsheet,
}
