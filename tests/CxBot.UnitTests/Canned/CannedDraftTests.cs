using CxBot.Canned;
using CxBot.Handover;
using CxBot.Tests.Testing;

namespace CxBot.Tests.Canned;

public sealed class CannedDraftTests
{
    [Fact]
    public void A_canned_reply_is_as_long_as_a_reply_may_be() =>
        Assert.Equal(AgentReplies.MaxReplyLength, CannedReply.MaxTextLength);

    [Theory]
    [InlineData("refund", null)]
    [InlineData("/Refund-2", null)]
    [InlineData(" ganti-rugi ", null)]
    [InlineData("возврат", null)]
    [InlineData("返金", null)]
    [InlineData("", CannedProblem.BadShortcut)]
    [InlineData("/", CannedProblem.BadShortcut)]
    [InlineData("dua kata", CannedProblem.BadShortcut)]
    [InlineData("a_b", CannedProblem.BadShortcut)]
    [InlineData("😀", CannedProblem.BadShortcut)]
    [InlineData("<b>", CannedProblem.BadShortcut)]
    [InlineData("123456789012345678901234567890123", CannedProblem.BadShortcut)]
    public void A_shortcut_is_letters_digits_and_dashes(string shortcut, CannedProblem? problem) =>
        Assert.Equal(problem, Of(shortcut).Problem);

    [Fact]
    public void Without_a_title_the_shortcut_is_it_and_too_much_is_refused_with_its_reason()
    {
        Assert.Equal("refund", Of("/refund").Title);
        Assert.Equal(CannedProblem.TitleTooLong, Of("refund", title: new string('a', 81)).Problem);
        Assert.Equal(CannedProblem.NoText, Of("refund", " \n ").Problem);
        Assert.Null(Of("refund", new string('a', 8000)).Problem);
        Assert.Equal(CannedProblem.TextTooLong, Of("refund", new string('a', 10 * 1024)).Problem);
        Assert.Equal(CannedProblem.UnknownPlaceholder, Of("refund", "Halo {nma}").Problem);
    }

    [Fact]
    public void Html_is_text_and_what_no_database_takes_is_gone()
    {
        Assert.Equal("<b>Halo</b>\n<script>", Of("a", "<b>Halo</b>\r\n<script>\0").Text);
        Assert.Equal("a\uFFFDb", Of("a", "a\uD800b\u0007").Text);
    }

    [Fact]
    public void Hostile_shortcuts_are_refused_or_harmless()
    {
        foreach (var line in HostileInputs.Lines("strings").Concat(HostileInputs.Lines("sqli"))
            .Concat(HostileInputs.Lines("xss").Take(300)))
        {
            var draft = Of(line, line);
            if (draft.Problem is null)
                Assert.All(draft.Shortcut, sign => Assert.True(char.IsLetterOrDigit(sign) || sign == '-'));
            Assert.DoesNotContain('\0', draft.Text);
        }
    }

    private static CannedDraft Of(string shortcut, string text = "Halo", string? title = null) =>
        new CannedDraft(null, 0, false, shortcut, title, text).Tidied();
}
