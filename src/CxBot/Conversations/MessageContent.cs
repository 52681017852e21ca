using CxBot.Language;

namespace CxBot.Conversations;

/// <summary>What a message carries beside its text. Stored as JSON; absent parts are null.</summary>
public sealed record MessageContent
{
    public static readonly MessageContent Empty = new();

    /// <summary>Choices offered as buttons; choosing one says its title.</summary>
    public IReadOnlyList<Choice>? Choices { get; init; }

    /// <summary>The article an answer came from.</summary>
    public SourceArticle? Source { get; init; }

    /// <summary>The further articles that a written answer draws on.</summary>
    public IReadOnlyList<SourceArticle>? MoreSources { get; init; }

    public IReadOnlyList<MediaReference>? Attachments { get; init; }

    /// <summary>Of a system message: the state of the handover that it tells.</summary>
    public HandoverState? Handover { get; init; }

    /// <summary>Ask for a rating of this handover.</summary>
    public long? AskRatingOf { get; init; }

    /// <summary>Ask for a phone number or e-mail address.</summary>
    public bool AskContact { get; init; }

    /// <summary>Ask, with the channel's own button, for the phone number that it hides.</summary>
    public bool AskPhone { get; init; }

    /// <summary>What was sent beside words, or instead of them.</summary>
    public SharedPart? Shared { get; init; }

    /// <summary>The message that this one answers.</summary>
    public QuotedMessage? ReplyTo { get; init; }

    /// <summary>It was passed on from another chat.</summary>
    public bool Forwarded { get; init; }

    /// <summary>The advertisement or post that brought the customer.</summary>
    public Referral? Referral { get; init; }

    /// <summary>The product of the shop's catalogue that it is about.</summary>
    public ReferredProduct? Product { get; init; }

    /// <summary>The place of the earlier message that these words replace; null where they replace none.</summary>
    public long? Replaces { get; init; }

    /// <summary>A change of the customer's mind on being written to on this channel, or our word on it.</summary>
    public ConsentWish? Consent { get; init; }

    /// <summary>What <see cref="Consent"/> is about.</summary>
    public ConsentPurpose ConsentFor { get; init; }

    /// <summary>Of an outgoing message: the approved template that it is sent by.</summary>
    public TemplateUse? Template { get; init; }

    /// <summary>Of an event: its name.</summary>
    public string? EventName { get; init; }

    /// <summary>Of an event: its value, as JSON.</summary>
    public string? EventValue { get; init; }
}

/// <summary>A choice: what the button says, and the article behind it; null for "none of these".</summary>
public sealed record Choice(string Title, string? ArticleId);

/// <summary>What a customer sent that is not words: shown to agents, and not read by the bot.</summary>
/// <param name="Kind">What it is; the bot says kindly that it cannot read it.</param>
/// <param name="Lines">What of it can be shown as text.</param>
/// <param name="Latitude">Of a location, degrees.</param>
/// <param name="Longitude">Of a location, degrees.</param>
/// <param name="Problem">Why a file could not be had, as a key of the desk's words; null where nothing is wrong.</param>
public sealed record SharedPart(SharedKind Kind, IReadOnlyList<string> Lines, double? Latitude = null, double? Longitude = null, string? Problem = null);

/// <summary>The kinds of things that are not words.</summary>
public enum SharedKind
{
    Image,
    Audio,
    Voice,
    Video,
    Document,
    Sticker,
    Location,
    Contacts,
    Order,
    Form,
    Unsupported,
}

/// <summary>The message that another one answers.</summary>
/// <param name="ProviderId">The channel's id of it.</param>
/// <param name="Sequence">Its place in the same conversation; null where we do not know it.</param>
public sealed record QuotedMessage(string ProviderId, long? Sequence);

/// <summary>What brought the customer: an advertisement, a post.</summary>
/// <param name="SourceId">The channel's id of the advertisement or post.</param>
/// <param name="ClickId">The channel's id of the click, by which an advertiser tells what came of it.</param>
public sealed record Referral(string? Title, string? Text, string? Address, string? SourceId = null, string? ClickId = null);

/// <summary>A product in a catalogue of the channel's.</summary>
public sealed record ReferredProduct(string? CatalogId, string Id);

/// <summary>An approved template with what stands in its places.</summary>
/// <param name="Header">What stands in the header's places, in order.</param>
/// <param name="Body">What stands in the body's places, in order.</param>
/// <param name="Names">The names of the body's places, where they have names instead of numbers.</param>
/// <param name="HeaderNames">The same of the header's places.</param>
public sealed record TemplateUse(string Name, string Language, IReadOnlyList<string> Header, IReadOnlyList<string> Body, IReadOnlyList<string>? Names = null, IReadOnlyList<string>? HeaderNames = null);

/// <summary>The article behind an answer.</summary>
public sealed record SourceArticle(string Id, string Title);

/// <summary>A stored file, by the random name it has in the media folder.</summary>
public sealed record MediaReference(string Id, string FileName, string ContentType, long Bytes);
