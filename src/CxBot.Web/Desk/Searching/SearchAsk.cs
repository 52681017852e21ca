using System.Globalization;
using CxBot.Conversations;
using CxBot.Search;
using CxBot.Web.Desk.Lists.Filters;
using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.WebUtilities;

namespace CxBot.Web.Desk.Searching;

/// <summary>A search as it stands in the page's address.</summary>
/// <param name="From">The first day; null for no bound.</param>
/// <param name="To">The last day; null for no bound.</param>
/// <param name="Page">From 0.</param>
public sealed record SearchAsk(string Text, ConversationStatus? Status, DateOnly? From, DateOnly? To, int Page)
{
    public static readonly SearchAsk Blank = new("", null, null, null, 0);

    private const int MaxPage = 1_000_000;
    private const string Day = "yyyy-MM-dd";

    /// <summary>The list's filters.</summary>
    public ListFilter Narrowed { get; init; } = ListFilter.None;

    /// <summary>Nothing is asked for: all conversations, the latest first.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(Text) && Status is null && From is null && To is null && Narrowed.IsEmpty;

    /// <summary>As it stands in the address, with its question mark; empty where nothing is asked for.</summary>
    public string Query => (Own, Narrowed.ToQuery()) switch
    {
        ("", var narrowed) => narrowed,
        (var own, "") => "?" + own,
        (var own, var narrowed) => $"{narrowed}&{own}",
    };

    private string Own => string.Join('&', new (string Name, string? Value)[]
    {
        ("q", string.IsNullOrWhiteSpace(Text) ? null : Text),
        ("status", Status?.ToString()),
        ("from", From?.ToString(Day, CultureInfo.InvariantCulture)),
        ("to", To?.ToString(Day, CultureInfo.InvariantCulture)),
        ("page", Page == 0 ? null : (Page + 1).ToString(CultureInfo.InvariantCulture)),
    }.Where(part => part.Value is not null).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));

    /// <summary>The first page of what a form asks for.</summary>
    public static SearchAsk Of(string? text, ConversationStatus? status, DateOnly? from, DateOnly? to) =>
        new(string.IsNullOrWhiteSpace(text) ? "" : Whole(Cut(text)), status, from, to, 0);

    /// <summary>Reads an address; what cannot be read in it is not asked for.</summary>
    public static SearchAsk Read(string address)
    {
        var query = QueryHelpers.ParseQuery(new Uri(address).Query);
        var page = int.TryParse(Value("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var shown) ? shown : 1;
        return Of(Value("q"), Enum.GetValues<ConversationStatus>().Cast<ConversationStatus?>()
            .FirstOrDefault(status => status.ToString() == Value("status")), Date("from"), Date("to"))
            with
        { Page = Math.Clamp(page, 1, MaxPage) - 1, Narrowed = ListFilter.Read(new Uri(address).Query) };

        string? Value(string name) => query.TryGetValue(name, out var value) ? value[^1] : null;

        DateOnly? Date(string name) =>
            DateOnly.TryParseExact(Value(name), Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
    }

    /// <summary>What the search is kept to, by this reader's days.</summary>
    public SearchFilter Filter(DeskSession session) => new(Status, From is { } from ? session.Midnight(from) : null,
        To is { } to && to < DateOnly.MaxValue ? session.Midnight(to.AddDays(1)) : null)
    {
        Narrow = Narrowed.IsEmpty ? null : (db, all) => Narrowed.Of(all, db, session.Agent.Id),
    };

    private static string Cut(string text) => text.Length <= SearchQuery.MaxLength ? text : text[..SearchQuery.MaxLength];

    /// <summary>Half a character cannot stand in an address.</summary>
    private static string Whole(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
}
