namespace CxBot.Tests.Reports.ShopYear;

/// <summary>Every figure as the ledger has it, by counting.</summary>
internal sealed class Truth(Ledger ledger, TrueHours hours, TimeSpan target, DateTimeOffset now)
{
    private static readonly string[] Outcomes =
    [
        "open", "confirmed", "assumed", "not-followed", "left-without-help", "came-back", "solved-durable", "solved-reopened",
        "not-solved", "abandoned", "no-question",
    ];

    private static readonly string[] ByBot = ["confirmed", "assumed", "not-followed"];

    private readonly Dictionary<Matter, string> _outcomes = ledger.Matters.ToDictionary(m => m, ledger.OutcomeOf);

    private readonly List<TrueHelp> _helps =
        [.. ledger.Matters.SelectMany(m => m.Helps).Select(help => new TrueHelp(help, hours, target, now))];

    /// <summary>All figures that there is a truth for.</summary>
    public IReadOnlyDictionary<string, TrueValue> Figures(TrueFilter filter)
    {
        var figures = new Dictionary<string, TrueValue>();
        var outcomes = Cases(filter).Select(m => _outcomes[m]).ToList();
        figures["cases"] = new(outcomes.Count);
        var asked = outcomes.Where(o => o != "no-question").ToList();
        var ended = asked.Where(o => o != "open").ToList();
        foreach (var outcome in Outcomes)
            figures[outcome] = TrueValue.Share(outcomes.Count(o => o == outcome), asked.Count);
        figures["contained"] = TrueValue.Share(ended.Count(ByBot.Contains), ended.Count);
        figures["left-without-help-share"] = TrueValue.Share(ended.Count(o => o == "left-without-help"), ended.Count);
        figures["came-back-share"] = TrueValue.Share(
            outcomes.Count(o => o == "came-back"), outcomes.Count(o => o is "came-back" or "confirmed" or "assumed"));
        figures["with-people"] = TrueValue.Share(
            Cases(filter).Count(m => m.Helps.Count > 0 && _outcomes[m] != "no-question"), asked.Count);
        figures["solved"] = new(outcomes.Count(o => o is "solved-durable" or "solved-reopened"));
        figures["first-contact"] = TrueValue.Share(
            Cases(filter).Count(m => m.Helps.Count == 1 && _outcomes[m] == "solved-durable"),
            outcomes.Count(o => o is "solved-durable" or "solved-reopened" or "not-solved" or "abandoned"));

        var helps = Helps(filter).Where(h => h.Help.AskedAt is not null).ToList();
        figures["handovers"] = new(helps.Count);
        figures["first-reply"] = Times(helps, filter, h => h.Reply);
        figures["taken"] = Times(helps, filter, h => h.Taken);
        figures["handover-ended"] = Times(helps, filter, h => h.End);
        var due = helps.Where(h => h.IsDue(filter.ByOpenClock)).ToList();
        figures["in-time"] = TrueValue.Share(due.Count(h => h.IsInTime(filter.ByOpenClock)), due.Count);
        figures["given-up"] = TrueValue.Share(helps.Count(h => h.Help is { RepliedAt: null, EndedAt: not null }), helps.Count);
        figures["unreplied"] = new(helps.Count(h => h.Help is { RepliedAt: null, EndedAt: null }));
        figures["waited-then"] = figures["unreplied"];
        figures["next-reply"] = TrueValue.Times([.. Waits(filter)
            .Select(w => filter.ByOpenClock ? hours.OpenBetween(w.From, w.To) : w.To - w.From)
            .Select(waited => waited.Ticks / TimeSpan.TicksPerSecond)]);

        var questions = Questions(filter).ToList();
        var answered = questions.Where(q => q.Score is not null).ToList();
        figures["csat"] = TrueValue.Share(answered.Count(q => q.Score >= 4), answered.Count);
        figures["csat-answered"] = TrueValue.Share(answered.Count, questions.Count(q => q.IsDelivered));
        // The shop asks whether customers are satisfied, and only after people had their case.
        foreach (var share in new[] { "csat-bot", "csat-bot-answered", "nps-answered", "ces-easy", "ces-answered" })
            figures[share] = TrueValue.Share(0, 0);
        figures["nps"] = figures["ces"] = new(0);
        return figures;
    }

    /// <summary>How many matters are no customer's.</summary>
    public int LeftOut(TrueFilter filter) => ledger.Matters.Count(m => filter.Has(hours.Day(m.OpenedAt)) && !IsCustomers(m));

    /// <summary>One line for every time that people had a matter.</summary>
    public IEnumerable<string> Lines(TrueFilter filter) => Helps(filter).Select(h => h.Line());

    /// <summary>One line for every matter.</summary>
    public IEnumerable<string> CaseLines(TrueFilter filter) => Cases(filter)
        .Select(m => $"{m.OpenedAt.ToUnixTimeSeconds()} {m.EndedAt?.ToUnixTimeSeconds()} {_outcomes[m].Replace("-", "", StringComparison.Ordinal)}"
            + $" {m.Channel} {m.Topic} {SkillOf(m)} {AgentOf(m)} {m.Helps.Count}");

    private IEnumerable<Matter> Cases(TrueFilter filter) => ledger.Matters.Where(m => !m.IsPartOfAnother && IsCustomers(m)
        && filter.Has(hours.Day(m.OpenedAt)) && filter.Has(m.Channel, SkillOf(m), AgentOf(m))
        && (filter.Hour is null || filter.Hour == hours.Local(m.OpenedAt).Hour)
        && (filter.Weekday is null || filter.Weekday == hours.Day(m.OpenedAt).DayOfWeek));

    private IEnumerable<TrueHelp> Helps(TrueFilter filter) => _helps.Where(h => IsCustomers(h.Help.Matter)
        && filter.Has(hours.Day(h.Help.Since)) && filter.Has(h.Help.Channel, h.Help.Skill, h.Help.Agent));

    /// <summary>Each on the day on which the customer began to wait, and of who replied.</summary>
    private IEnumerable<(DateTimeOffset From, DateTimeOffset To, string Agent)> Waits(TrueFilter filter) => ledger.Matters
        .Where(IsCustomers).SelectMany(m => m.Helps).SelectMany(help => help.Waits
            .Where(w => filter.Has(hours.Day(w.From)) && filter.Has(help.Channel, help.Skill, w.Agent)));

    private IEnumerable<Asked> Questions(TrueFilter filter) => ledger.Asked.Where(q => IsCustomers(q.Matter)
        && filter.Has(hours.Day(q.At)) && filter.Has(q.Channel, q.Skill, q.Agent));

    private static bool IsCustomers(Matter matter) => !matter.IsSpam && !matter.Person.Self.IsBlocked;

    private static string? SkillOf(Matter matter) => matter.Helps.Select(h => h.Skill).FirstOrDefault(s => s is not null);

    private static string? AgentOf(Matter matter) => matter.Helps.LastOrDefault()?.LastOwner;

    private static TrueValue Times(List<TrueHelp> helps, TrueFilter filter, Func<TrueHelp, (long Elapsed, long Open)?> took) =>
        TrueValue.Times([.. helps.Select(took).OfType<(long Elapsed, long Open)>().Select(t => filter.ByOpenClock ? t.Open : t.Elapsed)]);
}

/// <summary>One help with its times, in whole seconds by both clocks.</summary>
internal sealed class TrueHelp(Help help, TrueHours hours, TimeSpan target, DateTimeOffset now)
{
    public Help Help => help;
    public (long Elapsed, long Open)? Reply { get; } = Took(help, help.RepliedAt, hours);
    public (long Elapsed, long Open)? Taken { get; } = Took(help, help.TakenAt, hours);
    public (long Elapsed, long Open)? End { get; } = help is { IsErased: true, EndedAt: { } ended }
        ? Took(Whole(help.Since), Whole(ended), hours) : Took(help, help.EndedAt, hours);

    private readonly bool _dueElapsed = (help.EndedAt ?? now) - help.Since >= target;
    private readonly bool _dueOpen = hours.IsDue(help.Since, target, help.EndedAt ?? now);

    public bool IsInTime(bool open) => Reply is { } took && (open ? took.Open : took.Elapsed) <= (long)target.TotalSeconds;

    public bool IsDue(bool open) => Reply is not null || (open ? _dueOpen : _dueElapsed);

    public string Line()
    {
        var waits = help.Waits.Sum(w => Seconds(w.To - w.From));
        var open = help.Waits.Sum(w => Seconds(hours.OpenBetween(w.From, w.To)));
        return $"{help.Since.ToUnixTimeSeconds()} {help.AskedAt is not null} {help.Channel} {help.Skill} {help.Agent} {help.End} "
            + $"{help.EndedAt?.ToUnixTimeSeconds()} {Reply?.Elapsed} {Reply?.Open} {Taken?.Elapsed} {Taken?.Open} {End?.Elapsed} {End?.Open} "
            + $"{help.Transfers} {help.Releases} {help.Vanished} {help.Waits.Count} {waits} {open}";
    }

    private static (long, long)? Took(Help help, DateTimeOffset? at, TrueHours hours) =>
        at is { } until ? Took(help.Since, until, hours) : null;

    private static (long, long) Took(DateTimeOffset from, DateTimeOffset to, TrueHours hours) =>
        (Seconds(to - from), Seconds(hours.OpenBetween(from, to)));

    private static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());

    private static long Seconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerSecond;
}
