using System.Globalization;
using System.Text.RegularExpressions;

namespace CxBot.Reports.Shopping;

/// <summary>An activity as a program or a file wrote it: nothing of it is trusted yet.</summary>
public sealed partial record ActivityFields
{
    public string? Subject { get; init; }
    public string? Id { get; init; }
    public string? Kind { get; init; }
    public string? At { get; init; }
    public string? Amount { get; init; }
    public string? Currency { get; init; }
    public string? Subscription { get; init; }

    /// <summary>Their names, as they are written in a body and at the head of a file.</summary>
    public static readonly IReadOnlyList<string> Names = ["subject", "id", "kind", "at", "amount", "currency", "subscription"];

    private static readonly DateTimeOffset First = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A clock of the shop's may go before ours.</summary>
    private static readonly TimeSpan MaxAhead = TimeSpan.FromDays(1);

    private static readonly Dictionary<string, ActivityKind> Kinds = new()
    {
        ["order"] = ActivityKind.Order,
        ["subscription-begun"] = ActivityKind.SubscriptionBegun,
        ["subscription-renewed"] = ActivityKind.SubscriptionRenewed,
        ["subscription-ended"] = ActivityKind.SubscriptionEnded,
    };

    /// <summary>How a kind is written.</summary>
    public static string NameOf(ActivityKind kind) => Kinds.First(pair => pair.Value == kind).Key;

    /// <summary>What is wrong with an id of a customer; null where nothing is.</summary>
    public static string? SubjectProblem(string? subject) =>
        TextProblem("subject", subject, ShopCustomer.MaxSubjectLength, "the shop's own id of its customer");

    /// <summary>What they say, or what is wrong with them.</summary>
    /// <param name="now">What is long after it was not done yet.</param>
    public (ActivityRow? Row, string? Problem) Read(DateTimeOffset now)
    {
        var at = MomentOf(At);
        if ((SubjectProblem(Subject) ?? TextProblem("id", Id, ShopActivity.MaxIdLength, "the shop's own id of this activity")
            ?? KindProblem() ?? AtProblem(at, now) ?? AmountProblem() ?? SubscriptionProblem()) is { } problem)
            return (null, problem);
        return (new ActivityRow(Subject!, Id!, Kinds[Kind!], at!.Value)
        {
            Amount = AmountOf(Amount),
            Currency = Blank(Currency) ? null : Currency,
            Subscription = Blank(Subscription) ? null : Subscription,
        }, null);
    }

    private string? KindProblem() => Kind is not null && Kinds.ContainsKey(Kind) ? null
        : $"kind is {string.Join(", ", Kinds.Keys)}, not {Quoted(Kind)}.";

    private string? AtProblem(DateTimeOffset? at, DateTimeOffset now) => at switch
    {
        null => $"at is a moment with its zone, such as 2026-11-25T14:03:00+07:00, not {Quoted(At)}.",
        { } moment when moment < First => $"at is before {First:yyyy-MM-dd}.",
        { } moment when moment > now + MaxAhead => "at is in the future.",
        _ => null,
    };

    private string? AmountProblem()
    {
        if (Blank(Amount) && Blank(Currency))
            return null;
        if (Blank(Amount) || Blank(Currency))
            return "amount and currency stand together, or not at all.";
        if (AmountOf(Amount) is null)
            return $"amount is a number from 0 to 999999999999999 with at most 4 decimals and a point before them, not {Quoted(Amount)}.";
        return CurrencyCode().IsMatch(Currency!) ? null : $"currency is three capital letters such as IDR, not {Quoted(Currency)}.";
    }

    private string? SubscriptionProblem()
    {
        if (Blank(Subscription))
            return null;
        return Kind == "order" ? "subscription belongs to a kind of subscription, not to an order."
            : TextProblem("subscription", Subscription, ShopActivity.MaxIdLength, "which subscription");
    }

    private static string? TextProblem(string name, string? text, int maxLength, string what) =>
        string.IsNullOrWhiteSpace(text) ? $"{name} is missing: {what}."
            : text.Length > maxLength ? $"{name} has at most {maxLength} characters."
            : text.Any(char.IsControl) || !IsWhole(text) ? $"{name} has signs that cannot be shown." : null;

    /// <summary>Whether no half of a character stands alone: no database stores it.</summary>
    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsSurrogatePair(text, i))
                return false;
            i++;
        }

        return true;
    }

    private static DateTimeOffset? MomentOf(string? text) =>
        text is not null && Moment().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at.ToUniversalTime() : null;

    private static decimal? AmountOf(string? text) =>
        text is not null && Number().IsMatch(text) ? decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
            : null;

    private static bool Blank(string? text) => string.IsNullOrEmpty(text);

    private static string Quoted(string? text) =>
        Blank(text) ? "nothing" : text!.Length <= 40 ? $"\"{text}\"" : $"\"{text[..(char.IsHighSurrogate(text[39]) ? 39 : 40)]}…\"";

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:\d\d)\z", RegexOptions.ECMAScript)]
    private static partial Regex Moment();

    [GeneratedRegex(@"^\d{1,15}(\.\d{1,4})?\z", RegexOptions.ECMAScript)]
    private static partial Regex Number();

    [GeneratedRegex(@"^[A-Z]{3}\z")]
    private static partial Regex CurrencyCode();
}

/// <summary>An activity that may be stored.</summary>
/// <param name="Subject">The shop's own id of its customer.</param>
/// <param name="Id">The shop's own id of the activity.</param>
public sealed record ActivityRow(string Subject, string Id, ActivityKind Kind, DateTimeOffset At)
{
    public decimal? Amount { get; init; }
    public string? Currency { get; init; }
    public string? Subscription { get; init; }
}
