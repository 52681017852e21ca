using CxBot.Web.Desk;

namespace CxBot.Tests.Desk;

public sealed class CustomerNamesTests
{
    private readonly DeskWords _words = new();

    [Fact]
    public void Who_has_no_name_has_a_short_one_that_is_read_back_in_any_language()
    {
        foreach (var language in DeskWords.Languages)
        {
            _words.Use(language);
            Assert.Equal(new CustomerId(4821), CustomerNames.Read(CustomerNames.Say(_words, null, new(4821)).ToUpperInvariant()));
        }
        Assert.Equal("Budi", CustomerNames.Say(_words, "Budi", new(4821)));
    }

    [Theory]
    [InlineData("4821")]
    [InlineData("Budi 4821")]
    [InlineData("pengunjung")]
    [InlineData("pengunjung 48 21")]
    [InlineData("pengunjung 99999999999999999999")]
    [InlineData("")]
    public void Anything_else_is_no_short_name(string text) => Assert.Null(CustomerNames.Read(text));
}
