using System.Text;
using System.Text.Encodings.Web;
using CxBot.Words;
using Microsoft.AspNetCore.Components;

namespace CxBot.Web.Desk.OneConversation.Messages;

/// <summary>
/// A bot's answer as HTML, as the customer sees it. Articles are data: no HTML of theirs passes, links lead only where a reader expects,
/// and no picture is fetched from anywhere.
/// </summary>
public static class BotMarkdown
{
    public static MarkupString Render(string text) => new(Blocks(Dialect.Parse(text)));

    private static string Blocks(IEnumerable<TextBlock> blocks) => string.Concat(blocks.Select(Block));

    private static string Block(TextBlock block) => block switch
    {
        TextBlock.Paragraph paragraph => $"<p>{Inlines(paragraph.Inlines)}</p>",
        TextBlock.Bullets { Start: null } list => $"<ul>{Items(list)}</ul>",
        TextBlock.Bullets list => $"<ol start=\"{list.Start}\">{Items(list)}</ol>",
        TextBlock.Quote quote => $"<blockquote>{Blocks(quote.Blocks)}</blockquote>",
        TextBlock.Code code => $"<pre><code>{Encode(code.Text)}</code></pre>",
        _ => "",
    };

    /// <summary>The first paragraph of an item stands on its mark's line.</summary>
    private static string Items(TextBlock.Bullets list) =>
        string.Concat(list.Items.Select(item => item is [TextBlock.Paragraph first, ..]
            ? $"<li>{Inlines(first.Inlines)}{Blocks(item.Skip(1))}</li>" : $"<li>{Blocks(item)}</li>"));

    private static string Inlines(IEnumerable<TextInline> inlines)
    {
        var html = new StringBuilder();
        foreach (var inline in inlines)
            html.Append(Inline(inline));
        return html.ToString();
    }

    private static string Inline(TextInline inline) => inline switch
    {
        TextInline.Words words => Encode(words.Text),
        TextInline.Marked { Mark: TextMark.Strong } strong => $"<strong>{Inlines(strong.Inlines)}</strong>",
        TextInline.Marked { Mark: TextMark.Struck } struck => $"<del>{Inlines(struck.Inlines)}</del>",
        TextInline.Marked emphasis => $"<em>{Inlines(emphasis.Inlines)}</em>",
        TextInline.Code code => $"<code>{Encode(code.Text)}</code>",
        TextInline.Break => "<br>",
        TextInline.Link link =>
            $"<a href=\"{Encode(link.Address)}\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">{Inlines(link.Inlines)}</a>",
        _ => "",
    };

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
