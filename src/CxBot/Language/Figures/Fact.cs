namespace CxBot.Language.Figures;

/// <summary>
/// Something exact that a sentence says: a number with its unit, a time, a link, an address. It stands in an article or it is not said.
/// </summary>
/// <param name="Value">In one form, whatever way it was written: "Rp 15.000", "15,000" and "15 ribu" are <c>15000</c>.</param>
/// <param name="Unit">What is counted (<c>rp</c>, <c>day</c>, <c>workday</c>, <c>month12</c>, <c>link</c>); null where nothing is
/// named.</param>
internal readonly record struct Fact(string Value, string? Unit)
{
    /// <summary>
    /// Whether an article that says <paramref name="stated"/> says this. A number without a unit may leave out the article's; it may not
    /// bring another.
    /// </summary>
    public bool IsSaidBy(Fact stated) =>
        Value == stated.Value && (Unit is null ? stated.Unit is not ("link" or "email" or "phone") : Unit == stated.Unit);
}
