using System.Text.Json.Serialization;
using System.Text.Json;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Handover;
using CxBot.Handover.Later;
using CxBot.Handover.Insertions;
using CxBot.Reports.Shopping;
using CxBot.Surveys;

namespace CxBot.PersonalData;

/// <summary>
/// How an export is written: names and values that a person can read. Described in <c>docs/personal-data.md</c>; what is there keeps its
/// name.
/// </summary>
public static class ExportedJson
{
    /// <summary>The name of the shape, in each export.</summary>
    public const string Schema = "cxbot-customer-export/1";

    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        WriteIndented = true,
    };
}

/// <summary>Who the customer is to us.</summary>
internal sealed record ExportedPerson(CustomerId Id, string? Name, string? Phone, string? Email, bool Blocked, DateTimeOffset CreatedAt,
    IReadOnlyList<ExportedIdentity> Identities, IReadOnlyList<ConsentChange> Consents)
{
    public string? Language { get; init; }
    public string? Note { get; init; }
    public IReadOnlyList<CustomerAttribute>? Attributes { get; init; }
}

/// <summary>One way in which we know the customer again.</summary>
internal sealed record ExportedIdentity(string Channel, string Kind, string Value);

/// <summary>What the customer did at the shop itself.</summary>
internal sealed record ExportedActivity(
    string Id, string Kind, DateTimeOffset At, decimal? Amount, string? Currency, string? Subscription)
{
    public static ExportedActivity Of(ShopActivity a) =>
        new(a.ShopId, ActivityFields.NameOf(a.Kind), a.At, a.Amount, a.Currency, a.Subscription);
}

/// <summary>What is kept with a conversation beside its messages.</summary>
internal sealed record ExportedConversation(
    ConversationId Id, string Channel, ConversationStatus Status, int Case, string? Language, PageContext? Page, string? Address,
    DateTimeOffset CreatedAt, DateTimeOffset LastMessageAt, DateTimeOffset? StoppedAt, IReadOnlyList<string>? Labels)
{
    public static ExportedConversation Of(Conversation c, IReadOnlyList<string> labels) =>
        new(c.Id, c.Channel, c.Status, c.Case, c.Language, c.Page, c.Address, c.CreatedAt, c.LastMessageAt, c.StoppedAt,
            labels.Count == 0 ? null : labels);
}

/// <summary>One message. <paramref name="Files"/> are paths in the export.</summary>
internal sealed record ExportedMessage(
    long Sequence, DateTimeOffset At, MessageRole From, string? Author, MessageKind Kind, string Text, IReadOnlyList<string>? Files,
    MessageContent? Content,
    double? Confidence, Explanation? Why, bool? Helpful, DeliveryStatus? Delivery, string? ProviderId, string? Raw,
    IReadOnlyList<ExportedInsertion>? Inserted)
{
    /// <param name="inserted">What an agent put into it instead of typing it.</param>
    public static ExportedMessage Of(Message m, IEnumerable<Insertion> inserted) => new(
        m.Sequence, m.At, m.Role, m.AuthorName, m.Kind, m.Text,
        m.Content.Attachments is { Count: > 0 } files ? [.. files.Select(f => PathOf(f.Id, f.FileName))] : null,
        m.Content == MessageContent.Empty
            ? null
            : m.Content, m.Confidence, m.Explain(), m.Helpful, m.Delivery == DeliveryStatus.None ? null : m.Delivery, m.ProviderId, m.Raw,
        inserted.OrderBy(i => i.Place).Select(i => new ExportedInsertion(i.Kind, i.SourceId, i.Text, i.Changed)).ToList()
            is { Count: > 0 } all ? all : null);

    /// <summary>The stored name is random and unique, the sender's tells what it is.</summary>
    internal static string PathOf(string id, string fileName) => $"files/{id}-{Path.GetFileName(fileName)}";
}

/// <summary>Words of an agent's reply that were put in: from a canned reply, an article, or a model's draft.</summary>
internal sealed record ExportedInsertion(InsertionKind Kind, string Source, string Text, bool Changed);

/// <summary>What a language model made of a conversation, for agents.</summary>
internal sealed record ExportedSummary(string Text, DateTimeOffset At);

/// <summary>One case that went to a person.</summary>
internal sealed record ExportedHandover(
    long Id, HandoverReason Reason, HandoverPriority Priority, DateTimeOffset RequestedAt, DateTimeOffset? TakenAt,
    DateTimeOffset? FirstReplyAt, DateTimeOffset? EndedAt,
    HandoverOutcome? Outcome, string? OutcomeNote, int? Rating, string? RatingComment, HandoverBrief Brief)
{
    public static ExportedHandover Of(HandoverRequest h) =>
        new(h.Id, h.Reason, h.Priority, h.RequestedAt, h.TakenAt, h.FirstReplyAt, h.EndedAt, h.Outcome, h.OutcomeNote, h.Rating,
            h.RatingComment, h.Brief);
}

/// <summary>What the customer was asked afterwards, and said.</summary>
internal sealed record ExportedSurvey(SurveyKind Kind, DateTimeOffset AskedAt, DateTimeOffset? AnsweredAt, DateTimeOffset? ChangedAt,
    int? Score, string? Comment)
{
    public static ExportedSurvey Of(Survey s) => new(s.Kind, s.AskedAt, s.AnsweredAt, s.ChangedAt, s.Score, s.Comment);
}

/// <summary>What an agent promised the customer, or put off.</summary>
internal sealed record ExportedFollowUp(FollowUpKind Kind, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, DateTimeOffset? CameBackAt,
    DateTimeOffset? EndedAt, FollowUpEnd? End, string? Note)
{
    public static ExportedFollowUp Of(FollowUp f) => new(f.Kind, f.CreatedAt, f.DueAt, f.CameBackAt, f.EndedAt, f.End, f.Note);
}

/// <summary>What the bot did with one or more messages.</summary>
internal sealed record ExportedTurn(long FirstSequence, long LastSequence, DateTimeOffset At, TurnOutcome Outcome, double? Confidence,
    ArticleId? ArticleId)
{
    public static ExportedTurn Of(Turn t) => new(t.FirstSequence, t.LastSequence, t.At, t.Outcome, t.Confidence, t.ArticleId);
}
