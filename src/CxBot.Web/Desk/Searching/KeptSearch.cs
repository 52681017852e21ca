namespace CxBot.Web.Desk.Searching;

/// <summary>What an agent searched for last: it is there again when they come back to the list.</summary>
public sealed class KeptSearch
{
    public SearchAsk Ask { get; set; } = SearchAsk.Blank;
}
