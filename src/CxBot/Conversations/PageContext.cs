namespace CxBot.Conversations;

/// <summary>The page of the shop that the customer writes from. All of it comes from the page, so all of it is data, shown and never
/// trusted.</summary>
public sealed record PageContext(string? Title, string? Address, string? Product)
{
    private const int MaxLength = 300;

    /// <summary>The same, cut to lengths worth showing.</summary>
    public PageContext Trimmed() => new(Cut(Title), Cut(Address), Cut(Product));

    private static string? Cut(string? text) => text is { Length: > MaxLength } ? text[..MaxLength] : text;
}
