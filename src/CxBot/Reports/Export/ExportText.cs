using System.Text;

namespace CxBot.Reports.Export;

/// <summary>A text as every reader of a file can take it.</summary>
internal static class ExportText
{
    /// <summary>NUL, at which many readers stop, and halves of surrogate pairs, which UTF-8 cannot hold, become U+FFFD.</summary>
    public static string Clean(string text)
    {
        if (text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return text.Replace('\0', '\uFFFD');
    }
}
