using CxBot.Web.Desk.SignIn;

namespace CxBot.Tests.Desk;

public sealed class DeskLinksTests
{
    [Theory]
    [InlineData("/desk/mine/abc", "/desk/mine/abc")]
    [InlineData("https://example.com/desk", "/desk")]
    [InlineData("//example.com", "/desk")]
    [InlineData("/desk//example.com", "/desk")]
    [InlineData("/desk\\example.com", "/desk")]
    [InlineData("/deskelse", "/desk")]
    [InlineData(null, "/desk")]
    public void After_sign_in_one_stays_at_the_desk(string? wanted, string expected) => Assert.Equal(expected, DeskLinks.Inside(wanted));

    [Fact]
    public void A_code_comes_back_out_of_its_link()
    {
        const string code = "CfDJ8+/=abc";
        var link = DeskLinks.Welcome("agent-1", code);
        Assert.Equal(code, DeskLinks.ReadCode(link.Split("code=")[1]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64!")]
    public void Nonsense_is_no_code(string? written) => Assert.Null(DeskLinks.ReadCode(written));
}
