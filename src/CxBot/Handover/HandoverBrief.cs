using System.Text.Json.Serialization;
using CxBot.Conversations;
using CxBot.Language;
using CxBot.Words;

namespace CxBot.Handover;

/// <summary>What the agent reads first. Made when the handover is made; what the customer adds while waiting joins it.</summary>
/// <param name="Wants">What the customer wants, in the customer's own words, oldest first: the first ones stay whatever comes later, and
/// mere calls for a person are none.</param>
/// <param name="Tried">What the bot found or offered, with scores.</param>
/// <param name="Promised">What the customer was promised, if anything.</param>
/// <param name="Mood">How the customer sounds.</param>
/// <param name="Language">The customer's language, BCP 47.</param>
/// <param name="Slang">The customer writes informally.</param>
/// <param name="OrderNumbers">Order numbers found in what the customer wrote.</param>
/// <param name="PhoneNumbers">Phone numbers found.</param>
/// <param name="Emails">E-mail addresses found.</param>
/// <param name="PageTitle">The page the customer came from.</param>
/// <param name="PageAddress">Its address.</param>
/// <param name="Product">The product on it.</param>
public sealed record HandoverBrief(
    IReadOnlyList<string> Wants,
    IReadOnlyList<BriefAttempt> Tried,
    IReadOnlyList<string> Promised,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Mood Mood,
    string Language,
    bool Slang,
    IReadOnlyList<string> OrderNumbers,
    IReadOnlyList<string> PhoneNumbers,
    IReadOnlyList<string> Emails,
    string? PageTitle,
    string? PageAddress,
    string? Product)
{
    private static readonly string[] HandedOver = [.. Enum.GetNames<HandoverReason>().Select(reason => "HandOver_" + reason)
        .Where(CustomerWords.Has)];

    /// <summary>How often the waiting customer has written only to say that they wait.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int WroteAgain { get; init; }

    /// <summary>What the customer wants first of all, in their own words; null where they have not said.</summary>
    [JsonIgnore]
    public string? Want => Wants.Count > 0 ? Wants[0] : null;

    /// <summary>What was really promised. That the customer is passed on is no promise, and older briefs hold it.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Promises => [.. Promised.Where(said => !HandedOver.Any(words => CustomerWords.IsSaid(words, said)))];

    /// <summary>The product, where the page's title does not name it already; null otherwise.</summary>
    [JsonIgnore]
    public string? ProductBesideTitle =>
        Product is { } product && PageTitle?.Contains(product.Trim(), StringComparison.OrdinalIgnoreCase) != true ? product : null;

    /// <summary>The same without anything that the customer said or that tells who it was.</summary>
    public HandoverBrief WithoutWords() => new([], [], [], Mood, Language, Slang, [], [], [], null, null, null) { WroteAgain = WroteAgain };
}

/// <summary>One thing that the bot tried.</summary>
/// <param name="Kind">How far it came.</param>
/// <param name="Title">The article's title.</param>
/// <param name="Confidence">The probability, 0 to 1, that it was right.</param>
/// <param name="ArticleId">The article.</param>
public sealed record BriefAttempt(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] BriefAttemptKind Kind,
    string Title, double Confidence, ArticleId ArticleId);

/// <summary>How far an attempt of the bot came.</summary>
[JsonConverter(typeof(CamelCaseEnum<BriefAttemptKind>))]
public enum BriefAttemptKind
{
    /// <summary>The article was said.</summary>
    Answered,

    /// <summary>The article was one of the choices.</summary>
    Offered,

    /// <summary>The article was found, and not said.</summary>
    Found,
}
