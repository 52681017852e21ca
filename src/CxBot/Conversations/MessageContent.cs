using System.Text.Json.Serialization;
using CxBot.Conversations.Stored;
using CxBot.Language;

namespace CxBot.Conversations;

/// <summary>What a message carries beside its text: one of the kinds below, and where it hangs on. Stored flat as JSON, see
/// <see cref="StoredContent"/>.</summary>
[JsonConverter(typeof(MessageContentConverter))]
public abstract record MessageContent
{
    private MessageContent()
    {
    }

    /// <summary>Nothing beside the text.</summary>
    public static MessageContent Empty { get; } = new Words();

    /// <summary>Choices offered as buttons; choosing one says its title. Null where the kind offers none.</summary>
    public IReadOnlyList<Choice>? Choices { get; private init; }

    /// <summary>Stored files. Null where the kind has none.</summary>
    public IReadOnlyList<MediaReference>? Attachments { get; private init; }

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
    public SaidConsent? Consent { get; init; }

    /// <summary>What of a survey it asks, beside its text; null for nothing.</summary>
    public SurveyQuestion? Asks { get; init; }

    /// <summary>The text and nothing else.</summary>
    public sealed record Words : MessageContent
    {
        /// <summary>Words that hang where this does.</summary>
        public static Words In(MessageContent content) => new()
        {
            ReplyTo = content.ReplyTo,
            Forwarded = content.Forwarded,
            Referral = content.Referral,
            Product = content.Product,
            Replaces = content.Replaces,
            Consent = content.Consent,
        };
    }

    /// <summary>The bot offers choices: what was meant, what may be asked, or a person.</summary>
    public sealed record Offer : MessageContent
    {
        public Offer(IReadOnlyList<Choice> choices) => Choices = choices;
    }

    /// <summary>The bot answers from articles.</summary>
    /// <param name="Source">The article that the answer came from.</param>
    /// <param name="MoreSources">The further articles that a written answer draws on; null for none.</param>
    public sealed record Answer(SourceArticle Source, IReadOnlyList<SourceArticle>? MoreSources = null) : MessageContent
    {
        /// <param name="choices">What is offered beside the answer; null for nothing.</param>
        public Answer(SourceArticle source, IReadOnlyList<SourceArticle>? moreSources, IReadOnlyList<Choice>? choices)
            : this(source, moreSources) => Choices = choices;

        /// <summary>The length of the part that answers, in characters from the beginning of the text. The rest of the article follows it,
        /// and is folded away where a channel can. Null where the whole text answers.</summary>
        public int? Lead { get; init; }

        /// <summary>The part of a message's text that answers, and the rest; null where the whole text answers.</summary>
        public (string Part, string Others)? Cut(string text) =>
            Lead is > 0 and var lead && lead < text.Length && text[lead..].Trim() is { Length: > 0 } rest ? (text[..lead], rest) : null;
    }

    /// <summary>Files, with or without words.</summary>
    public sealed record Files : MessageContent
    {
        public Files(IReadOnlyList<MediaReference> files) => Attachments = files;
    }

    /// <summary>What was sent beside words, or instead of them.</summary>
    public sealed record Shared(SharedPart Part) : MessageContent
    {
        /// <param name="files">The files behind it; null where there are none, or none yet.</param>
        public Shared(SharedPart part, IReadOnlyList<MediaReference>? files)
            : this(part) => Attachments = files;

        /// <summary>The same with what became of its file.</summary>
        /// <param name="file">The file; null where it could not be had.</param>
        /// <param name="problem">Why not: see <see cref="SharedPart"/>; null where it is there.</param>
        public Shared Fetched(MediaReference? file, string? problem) =>
            this with { Part = Part with { Problem = problem }, Attachments = file is null ? null : [file] };
    }

    /// <summary>It is sent by an approved template.</summary>
    public sealed record Template(TemplateUse Use) : MessageContent;

    /// <summary>Asks, with the channel's own button, for the phone number that it hides.</summary>
    public sealed record PhoneRequest : MessageContent;

    /// <summary>The system tells the customer how their handover stands.</summary>
    /// <param name="AskRatingOf">Ask for a rating of this handover; null for none. Clients that were loaded before there were other
    /// questions know this alone; see <see cref="Asks"/>.</param>
    /// <param name="AskContact">Ask for a phone number or e-mail address.</param>
    /// <param name="Act">What was done, for the desk; null where that was not kept.</param>
    public sealed record Notice(
        HandoverState Handover, long? AskRatingOf = null, bool AskContact = false, HandoverAct? Act = null) : MessageContent;

    /// <summary>What a customer's client reported beside words.</summary>
    /// <param name="Value">Its value, as JSON; null for none.</param>
    public sealed record Report(string Name, string? Value) : MessageContent;
}

/// <summary>A choice: what the button says, and the article behind it; null for "none of these".</summary>
public sealed record Choice(string Title, ArticleId? ArticleId);

/// <summary>What a customer sent that is not words: shown to agents, and not read by the bot.</summary>
/// <param name="Kind">What it is; the bot says kindly that it cannot read it.</param>
/// <param name="Lines">What of it can be shown as text.</param>
/// <param name="Latitude">Of a location, degrees.</param>
/// <param name="Longitude">Of a location, degrees.</param>
/// <param name="Problem">Why a file could not be had, as a key of the desk's words; null where nothing is wrong.</param>
public sealed record SharedPart(
    SharedKind Kind, IReadOnlyList<string> Lines, double? Latitude = null, double? Longitude = null, string? Problem = null);

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
public sealed record TemplateUse(string Name, string Language, IReadOnlyList<string> Header, IReadOnlyList<string> Body,
    IReadOnlyList<string>? Names = null, IReadOnlyList<string>? HeaderNames = null);

/// <summary>The article behind an answer.</summary>
public sealed record SourceArticle(ArticleId Id, string Title);

/// <summary>A stored file, by the random name it has in the media folder.</summary>
public sealed record MediaReference(string Id, string FileName, string ContentType, long Bytes);

/// <summary>A message asks the customer a survey's question, or for words on their answer. The survey is known by the place of the message
/// that asks.</summary>
/// <param name="Language">In which it is asked, so that it is the same wherever it is shown.</param>
/// <param name="CommentOn">The place of the question that was answered, where this message asks for words on it; null where it asks the
/// question itself.</param>
public sealed record SurveyQuestion(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never), JsonConverter(typeof(CamelCaseEnum<SurveyKind>))] SurveyKind Kind,
    string Language,
    long? CommentOn = null);
