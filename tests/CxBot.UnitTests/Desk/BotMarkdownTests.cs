using CxBot.Web.Desk.OneConversation.Messages;

namespace CxBot.Tests.Desk;

public sealed class BotMarkdownTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("a <b>bold</b> word")]
    public void No_html_of_an_article_passes(string text)
    {
        var html = Html(text);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b>", html, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](data:text/html,hi)")]
    [InlineData("[x](//example.com)")]
    [InlineData("<javascript:alert(1)>")]
    public void A_link_to_where_no_reader_expects_is_only_its_words(string text)
    {
        Assert.DoesNotContain("<a", Html(text), StringComparison.Ordinal);
        Assert.DoesNotContain("href", Html(text), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_becomes_a_link_and_is_not_fetched()
    {
        var html = Html("![bukti](https://example.com/a.png)");
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://example.com/a.png\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plain_link_opens_beside_the_desk_and_tells_nothing() =>
        Assert.Contains("target=\"_blank\" rel=\"noopener noreferrer nofollow\"", Html("[status](https://example.com/status)"),
            StringComparison.Ordinal);

    private static string Html(string text) => BotMarkdown.Render(text).Value;
}
