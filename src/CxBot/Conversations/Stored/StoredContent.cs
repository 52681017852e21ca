using CxBot.Language;

namespace CxBot.Conversations.Stored;

/// <summary>The flat form that <see cref="MessageContent"/> has in JSON: the parts of all kinds side by side, those of other kinds left
/// out.</summary>
internal sealed record StoredContent
{
    public IReadOnlyList<Choice>? Choices { get; init; }
    public SourceArticle? Source { get; init; }
    public IReadOnlyList<SourceArticle>? MoreSources { get; init; }
    public int? Lead { get; init; }
    public IReadOnlyList<MediaReference>? Attachments { get; init; }
    public HandoverState? Handover { get; init; }
    public long? AskRatingOf { get; init; }
    public bool AskContact { get; init; }
    public HandoverAct? Act { get; init; }
    public bool AskPhone { get; init; }
    public SharedPart? Shared { get; init; }
    public QuotedMessage? ReplyTo { get; init; }
    public bool Forwarded { get; init; }
    public Referral? Referral { get; init; }
    public ReferredProduct? Product { get; init; }
    public long? Replaces { get; init; }
    public ConsentWish? Consent { get; init; }
    public ConsentPurpose ConsentFor { get; init; }
    public TemplateUse? Template { get; init; }
    public SurveyQuestion? Asks { get; init; }
    public string? EventName { get; init; }
    public string? EventValue { get; init; }

    public static StoredContent Of(MessageContent content)
    {
        var common = new StoredContent
        {
            Choices = content.Choices,
            Attachments = content.Attachments,
            ReplyTo = content.ReplyTo,
            Forwarded = content.Forwarded,
            Referral = content.Referral,
            Product = content.Product,
            Replaces = content.Replaces,
            Consent = content.Consent?.Wish,
            ConsentFor = content.Consent?.Purpose ?? ConsentPurpose.All,
            Asks = content.Asks,
        };
        return content switch
        {
            MessageContent.Answer answer =>
                common with { Source = answer.Source, MoreSources = answer.MoreSources, Lead = answer.Lead },
            MessageContent.Shared shared => common with { Shared = shared.Part },
            MessageContent.Template template => common with { Template = template.Use },
            MessageContent.PhoneRequest => common with { AskPhone = true },
            MessageContent.Notice notice =>
                common with
                {
                    Handover = notice.Handover,
                    AskRatingOf = notice.AskRatingOf,
                    AskContact = notice.AskContact,
                    Act = notice.Act,
                },
            MessageContent.Report report => common with { EventName = report.Name, EventValue = report.Value },
            _ => common,
        };
    }

    public MessageContent Read() => Kind() with
    {
        ReplyTo = ReplyTo,
        Forwarded = Forwarded,
        Referral = Referral,
        Product = Product,
        Replaces = Replaces,
        Consent = Consent is { } wish ? new SaidConsent(wish, ConsentFor) : null,
        Asks = Asks,
    };

    private MessageContent Kind() => this switch
    {
        { EventName: { } name } => new MessageContent.Report(name, EventValue),
        { Template: { } use } => new MessageContent.Template(use),
        { AskPhone: true } => new MessageContent.PhoneRequest(),
        { Handover: { } state } => new MessageContent.Notice(state, AskRatingOf, AskContact, Act),
        { Source: { } source } => new MessageContent.Answer(source, MoreSources, Choices) { Lead = Lead },
        { Shared: { } part } => new MessageContent.Shared(part, Attachments),
        { Attachments: { } files } => new MessageContent.Files(files),
        { Choices: { } choices } => new MessageContent.Offer(choices),
        _ => MessageContent.Empty,
    };
}
