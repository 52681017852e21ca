using System.Text;
using System.Text.Encodings.Web;
using CxBot.Search;
using CxBot.Words;
using Microsoft.AspNetCore.Components;

namespace CxBot.Web.Desk.OneConversation.Messages;

/// <summary>
/// A bot's answer as HTML, as the customer sees it. Articles are data: no HTML of theirs passes, links lead only where a reader expects,
/// and no picture is fetched from anywhere.
/// </summary>
public static class BotMarkdown
{
    /// <param name="sought">What is marked in it; null for nothing.</param>
    public static MarkupString Render(string text, SearchQuery? sought = null) => new(Blocks(Dialect.Parse(text), sought));

    private static string Blocks(IEnumerable<TextBlock> blocks, SearchQuery? sought) =>
        string.Concat(blocks.Select(block => Block(block, sought)));

    private static string Block(TextBlock block, SearchQuery? sought) => block switch
    {
        TextBlock.Paragraph paragraph => $"<p>{Inlines(paragraph.Inlines, sought)}</p>",
        TextBlock.Bullets { Start: null } list => $"<ul>{Items(list, sought)}</ul>",
        TextBlock.Bullets list => $"<ol start=\"{list.Start}\">{Items(list, sought)}</ol>",
        TextBlock.Quote quote => $"<blockquote>{Blocks(quote.Blocks, sought)}</blockquote>",
        TextBlock.Code code => $"<pre><code>{Marked(code.Text, sought)}</code></pre>",
        _ => "",
    };

    /// <summary>The first paragraph of an item stands on its mark's line.</summary>
    private static string Items(TextBlock.Bullets list, SearchQuery? sought) =>
        string.Concat(list.Items.Select(item => item is [TextBlock.Paragraph first, ..]
            ? $"<li>{Inlines(first.Inlines, sought)}{Blocks(item.Skip(1), sought)}</li>" : $"<li>{Blocks(item, sought)}</li>"));

    private static string Inlines(IEnumerable<TextInline> inlines, SearchQuery? sought)
    {
        var html = new StringBuilder();
        foreach (var inline in inlines)
            html.Append(Inline(inline, sought));
        return html.ToString();
    }

    private static string Inline(TextInline inline, SearchQuery? sought) => inline switch
    {
        TextInline.Words words => Marked(words.Text, sought),
        TextInline.Marked { Mark: TextMark.Strong } strong => $"<strong>{Inlines(strong.Inlines, sought)}</strong>",
        TextInline.Marked { Mark: TextMark.Struck } struck => $"<del>{Inlines(struck.Inlines, sought)}</del>",
        TextInline.Marked emphasis => $"<em>{Inlines(emphasis.Inlines, sought)}</em>",
        TextInline.Code code => $"<code>{Marked(code.Text, sought)}</code>",
        TextInline.Break => "<br>",
        TextInline.Link link => $"<a href=\"{Encode(link.Address)}\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">"
            + $"{Inlines(link.Inlines, sought)}</a>",
        _ => "",
    };

    private static string Marked(string text, SearchQuery? sought) => sought is null ? Encode(text)
        : string.Concat(SearchPiece.Of(text, sought.Find(text))
            .Select(piece => piece.Marked ? $"<mark>{Encode(piece.Text)}</mark>" : Encode(piece.Text)));

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
