using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Storage;
using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace CxBot.Web.Desk.Lists.Filters;

/// <summary>Which conversations a list shows. It stands in the page's address, so that going back, reloading and saving keep it.
/// Pure.</summary>
public sealed record ListFilter
{
    /// <summary>For cases whose article names no skill. No article can name this one: a skill has no spaces around it.</summary>
    public const string AnySkill = " ";

    public static readonly ListFilter None = new();

    private const int MaxValueLength = 100;

    /// <summary>Another list than the page's own; null for that.</summary>
    public Whose? Whose { get; init; }

    public string? Channel { get; init; }

    /// <summary>The customer's language, BCP 47.</summary>
    public string? Language { get; init; }

    public string? Skill { get; init; }
    public long? Label { get; init; }
    public bool Urgent { get; init; }

    /// <summary>The channel refused a reply, and nothing has made that good.</summary>
    public bool Failed { get; init; }

    /// <summary>What was put off, and is due now.</summary>
    public bool Due { get; init; }

    public bool IsEmpty => this == None;

    /// <summary>Reads the filters of an address; what it does not know is left out.</summary>
    /// <param name="query">With or without its question mark.</param>
    public static ListFilter Read(string? query)
    {
        var values = QueryHelpers.ParseQuery(query);
        return new ListFilter
        {
            Whose = Text(values, "whose") switch
            {
                "waiting" => Filters.Whose.Waiting,
                "mine" => Filters.Whose.Mine,
                "bot" => Filters.Whose.Bot,
                _ => null,
            },
            Channel = Text(values, "channel"),
            Language = Text(values, "language"),
            Skill = Text(values, "skill"),
            Label = long.TryParse(Text(values, "label"), out var label) && label > 0 ? label : null,
            Urgent = Text(values, "urgent") == "1",
            Failed = Text(values, "failed") == "1",
            Due = Text(values, "due") == "1",
        };
    }

    /// <summary>As it stands in an address, with its question mark; empty for <see cref="None"/>.</summary>
    public string ToQuery()
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[]
        {
            ("whose", Whose is { } whose ? EnumNames.CamelCase(whose) : null), ("channel", Channel), ("language", Language),
            ("skill", Skill), ("label", Label?.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("urgent", One(Urgent)),
            ("failed", One(Failed)), ("due", One(Due)),
        })
            if (value is not null)
                query.Add(name, value);
        return query.ToQueryString().Value ?? "";
    }

    /// <summary>The rows of a list.</summary>
    /// <param name="list"><c>queue</c> or <c>mine</c>.</param>
    public IReadOnlyList<BoardRow> Rows(BoardSnapshot board, string list, string agentId, DateTimeOffset now)
    {
        var all = Source(board, list, agentId);
        return (this with { Whose = null }).IsEmpty ? all : [.. all.Where(row => Matches(row, now))];
    }

    /// <summary>The rows of a list before they are filtered.</summary>
    public IReadOnlyList<BoardRow> Source(BoardSnapshot board, string list, string agentId) => Whose switch
    {
        Filters.Whose.Mine => board.Of(agentId),
        Filters.Whose.Waiting => board.Waiting,
        Filters.Whose.Bot => board.WithBot,
        _ => list == "mine" ? board.Of(agentId) : board.Waiting,
    };

    public bool Matches(BoardRow row, DateTimeOffset now) =>
        (Channel is null || row.Channel == Channel)
        && (Language is null || row.Language == Language)
        && (Skill is null || (row.Skill ?? AnySkill) == Skill)
        && (Label is not { } label || row.Labels.Has(label))
        && (!Urgent || row.Urgent)
        && (!Failed || row.Failed)
        && (!Due || row.DueAt <= now);

    /// <summary>The same in the database, for lists that are not on the board; <see cref="Due"/> is the board's alone.</summary>
    public IQueryable<Conversation> Of(IQueryable<Conversation> all, CxBotDbContext db, string agentId)
    {
        all = Whose switch
        {
            Filters.Whose.Waiting => all.Where(c => c.Status == ConversationStatus.WaitingForAgent),
            Filters.Whose.Mine => all.Where(c => c.OwnerId == agentId),
            Filters.Whose.Bot => all.Where(c => c.Status == ConversationStatus.WithBot),
            _ => all,
        };
        if (Channel is { } channel)
            all = all.Where(c => c.Channel == channel);
        if (Language is { } language)
            all = all.Where(c => c.Language == language);
        if (Label is { } label)
            all = all.Where(c => db.ConversationLabels.Any(l => l.ConversationId == c.Id && l.Case == c.Case && l.LabelId == label));
        if (Failed)
            all = all.Where(c => c.FailedSequence != null);
        if (Urgent)
            all = all.Where(c => db.Handovers.Any(h => h.Id == c.HandoverId && h.Priority == HandoverPriority.Urgent));
        if (Skill is { } skill)
        {
            var wanted = skill == AnySkill ? null : skill;
            all = all.Where(c => db.Handovers.Any(h => h.Id == c.HandoverId && h.Skill == wanted));
        }
        return all;
    }

    private static string? One(bool on) => on ? "1" : null;

    private static string? Text(Dictionary<string, StringValues> values, string name) =>
        values.TryGetValue(name, out var all) && all.ToString() is { Length: > 0 and <= MaxValueLength } text ? text : null;
}

/// <summary>Whose conversations a list shows.</summary>
public enum Whose
{
    Waiting,
    Mine,
    Bot,
}
