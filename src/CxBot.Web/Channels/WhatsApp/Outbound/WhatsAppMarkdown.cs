using System.Text.RegularExpressions;
using CxBot.Words;

namespace CxBot.Web.Channels.WhatsApp.Outbound;

/// <summary>An answer in WhatsApp's own formatting: *bold*, _italic_, ~struck~, `code`, lists and quotes; links as words and address.
/// Pure.</summary>
public sealed partial class WhatsAppMarkdown : PlainText
{
    private static readonly WhatsAppMarkdown Writer = new();

    private WhatsAppMarkdown()
    {
    }

    public static string Render(string markdown) => Writer.Write(markdown);

    protected override string Quote(string text) => string.Join('\n', text.Split('\n').Select(line => "> " + line));

    protected override string CodeBlock(string code) => $"```{code}```";

    protected override string Code(string code) => $"`{code}`";

    protected override string Words(string words) => MisreadCode().Replace(words, "`$0`");

    protected override string Marked(TextMark mark, string text) =>
        Wrap(mark switch { TextMark.Strong => "*", TextMark.Struck => "~", _ => "_" }, text);

    /// <summary>WhatsApp sees a mark only right beside the words.</summary>
    private static string Wrap(string mark, string text)
    {
        var inner = text.Trim();
        if (inner.Length == 0)
            return text;
        var before = text[..(text.Length - text.TrimStart().Length)];
        var after = text[text.TrimEnd().Length..];
        return before + mark + inner + mark + after;
    }

    /// <summary>A code to dial whose stars WhatsApp would take for bold letters: it takes a closing star before another sign.</summary>
    [GeneratedRegex(@"(?<![\w*#])\*\d+\*(?:#[\d*#]*|#)(?!\w)", RegexOptions.CultureInvariant)]
    private static partial Regex MisreadCode();
}
