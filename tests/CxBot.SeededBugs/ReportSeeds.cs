namespace CxBot.SeededBugs;

/// <summary>What figures of other products go wrong by.</summary>
internal static class ReportSeeds
{
    private const string Reports = "src/CxBot/Reports/";

    public static readonly SeedList All = new("reports",
    [
        new("bots-word-as-first-reply",
            new SeedPlace(Reports + "Facts/CaseLogReader.cs", "&& (m.Role == MessageRole.Customer || ", "m.Role == MessageRole.Agent",
                "m.Role != MessageRole.Note", " || m.Helpful != null))"),
            new SeedPlace(Reports + "Facts/HandoverSpan.cs", "log.Messages.Where(m => ", "m is { Role: MessageRole.Agent, IsRefused: false }",
                "m is { Role: not MessageRole.Customer, IsRefused: false }", "\n")),
        new("clock-from-the-birth",
            new SeedPlace(Reports + "Facts/HandoverFacts.cs", "ReplyElapsed = Elapsed(", "span.Since", "log.Case.OpenedAt", ", first?.At)"),
            new SeedPlace(Reports + "Facts/HandoverFacts.cs", "ReplyOpen = Open(", "span.Since", "log.Case.OpenedAt", ", first?.At, hours)")),
        new("bots-time-in-resolution",
            new SeedPlace(Reports + "Facts/HandoverFacts.cs", "EndElapsed = Elapsed(", "span.Since", "log.Case.OpenedAt", ", span.EndedAt)"),
            new SeedPlace(Reports + "Facts/HandoverFacts.cs", "EndOpen = Open(", "span.Since", "log.Case.OpenedAt", ", span.EndedAt, hours)")),
        new("calendar-of-the-end",
            new SeedPlace("src/CxBot/Handover/Hours/CalendarHistory.cs", "foreach (var (opens, closes) in ", "_held[i].Hours", "HoursAt(to)",
                ".OpenSpans(begin, end))")),
        new("open-cases-left-out",
            new SeedPlace(Reports + "FactQuery.cs", ".Where(f => ", "f.Outcome != CaseOutcome.Joined",
                "f.Outcome != CaseOutcome.Joined && f.Outcome != CaseOutcome.Open", ");")),
        new("resolved-by-present-status",
            new SeedPlace(Reports + "Facts/CaseLogReader.cs", "one, ", "events",
                """
                await db.Conversations.AnyAsync(
                    c => c.Id == one.ConversationId && c.Status != ConversationStatus.Resolved, cancellationToken)
                    ? events.Where(e => e.Kind != CaseEventKind.Resolved).ToList() : events
                """, ", turns, ")),
        new("transfer-counted-twice",
            new SeedPlace(Reports + "Facts/HandoverFacts.cs", "Transfers = ", "span.Transfers", "2 * span.Transfers", ",")),
        new("mean-of-means",
            new SeedPlace(Reports + "FigureTally.cs", "Mean = unit * ", "(_values.Sum(pair => (double)pair.Key * pair.Value) / Count)",
                "_values.Keys.Average()", ","),
            new SeedPlace(Reports + "FigureTally.cs", "Mean = unit * ", "all.Mean!.Value.TotalSeconds",
                "((_rolled.Mean!.Value.TotalSeconds + (_values.Count > 0 ? _values.Keys.Average() : _rolled.Mean.Value.TotalSeconds)) / 2)",
                ",")),
        new("percentile-of-percentiles",
            new SeedPlace(Reports + "FigureTally.cs", "NineTenths = unit * ", "Rank(0.9)",
                "_values.Keys.ElementAt(9 * (_values.Count - 1) / 10)", ","),
            new SeedPlace(Reports + "FigureTally.cs", "NineTenths = unit * ", "all.Percentile(0.9)!.Value.TotalSeconds",
                "((_rolled.Percentile(0.9)!.Value.TotalSeconds + (_values.Count > 0 ? Rank(0.9) : _rolled.Percentile(0.9)!.Value.TotalSeconds)) / 2)",
                ",")),
        new("day-in-utc",
            new SeedPlace(Reports + "Facts/LocalTime.cs", "var local = ", "TimeZoneInfo.ConvertTime(at, hours.ZoneAt(at))", "at.ToUniversalTime()", ";")),
        new("asked-for-delivered",
            new SeedPlace(Reports + "Figures/AllFigures.cs", "f => f.Kind == SurveyKind.Csat && f.Agent != 0 && ", "f.IsDelivered", "true",
                ");")),
    ],
    [
        new("CxBot.UnitTests", ["-class", "CxBot.Tests.Reports.Facts.*"]),
        new("CxBot.Tests", ["-explicit", "only", "-method", "*.ShopYearTests.As_large_*"], new Dictionary<string, string>
        {
            ["SHOPYEAR_SEED"] = "3",
            ["SHOPYEAR_CONVERSATIONS"] = "100",
            ["SHOPYEAR_DAYS"] = "45",
            ["SHOPYEAR_AT_ONCE"] = "50",
        }),
    ]);
}
