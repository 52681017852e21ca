using CxBot.Conversations;
using CxBot.Tests.Testing;
using CxBot.Web.Desk.Searching;

namespace CxBot.Tests.Desk.Searching;

public sealed class SearchAskTests
{
    private const string Page = "http://localhost/desk/all";

    [Fact]
    public void What_was_asked_is_read_from_the_address_again()
    {
        var ask = SearchAsk.Of("refund & \"belum masuk\" +62", ConversationStatus.Resolved, new(2026, 11, 1), new(2026, 11, 30))
            with
        { Page = 2 };
        Assert.Equal(ask, SearchAsk.Read($"{Page}/c1{ask.Query}&at=7"));
        Assert.Equal("", SearchAsk.Of("  ", null, null, null).Query);
        Assert.Equal(SearchAsk.Blank, SearchAsk.Read(Page));
    }

    [Theory]
    [InlineData("status=7&page=x&from=2026-13-01&to=kemarin")]
    [InlineData("status=withbot&page=-1&page=&from=&q")]
    [InlineData("q=%&status=%00&page=99999999999999999999&from=9999-99-99")]
    public void What_cannot_be_read_is_not_asked_for(string query)
    {
        var ask = SearchAsk.Read($"{Page}?{query}");
        Assert.Equal((null, null, null, 0), (ask.Status, ask.From, ask.To, ask.Page));
    }

    [Fact]
    public void Whatever_is_typed_comes_back_from_the_address_as_it_is_searched_for()
    {
        foreach (var text in HostileInputs.Lines("strings").Append("\ud800").Append(new string('x', 10_000)).Append("a b\ud83d"))
        {
            var ask = SearchAsk.Of(text, null, null, null);
            Assert.Equal(ask, SearchAsk.Read($"{Page}{ask.Query}"));
        }
    }
}
