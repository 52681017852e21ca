using System.Globalization;

namespace CxBot.Reports.Export;

/// <summary>A time in a file: ISO 8601 with its offset, and with parts of a second only where it has some.</summary>
internal static class ExportTime
{
    public static string Iso(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
}
