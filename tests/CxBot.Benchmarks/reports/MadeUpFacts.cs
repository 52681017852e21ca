using CxBot.Conversations.Cases;
using CxBot.Reports.Facts;
using CxBot.Reports.Rollups;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Benchmarks.Reports;

/// <summary>The facts of a shop with three channels, three skills and twenty agents, over two years: one case in four goes to people. Made
/// by the database itself, the same on both.</summary>
internal static class MadeUpFacts
{
    public const int Days = 730;

    /// <summary>The first day, in days since 1970-01-01.</summary>
    private const int First = 20_000;

    public static DateOnly From => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(First);

    public static DateOnly To => From.AddDays(Days - 1);

    public static async Task AddAsync(CxBotDbContext db, int cases, CancellationToken cancellationToken)
    {
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
        foreach (var (kind, names) in new[]
        {
            (FactNameKind.Channel, (string[])["web", "whatsapp", "telegram"]), (FactNameKind.Language, ["id", "en"]),
            (FactNameKind.Skill, ["billing", "delivery", "returns"]),
            (FactNameKind.Topic, [.. Enumerable.Range(0, 60).Select(i => $"article-{i}")]),
            (FactNameKind.Agent, [.. Enumerable.Range(0, 20).Select(i => $"agent-{i}")]),
        })
            db.FactNames.AddRange(names.Select(name => new FactName { Kind = kind, Name = name }));
        await db.SaveChangesAsync(cancellationToken);
        foreach (var statement in Statements(cases))
            await db.Database.ExecuteSqlRawAsync(statement, cancellationToken);
        await RollupWriter.ForgetAsync(db, Enumerable.Range(First, Days), cancellationToken);
    }

    /// <summary>Numbers 1 to 3 are the channels, 4 and 5 the languages, 6 to 8 the skills, 9 to 68 the topics, 69 to 88 the
    /// agents.</summary>
    private static IEnumerable<string> Statements(int cases)
    {
        // A number that looks thrown: the same for the same row and salt. PostgreSQL multiplies no further than it is told.
        static string Dice(string row, int salt, int sides) => $"((CAST({row} AS BIGINT) * 7919 + {salt}) * 104729 % 1000003 % {sides})";
        var day = $"({First} + n.i * {Days} / {cases})";
        var at = $"({day} * 86400 + {Dice("n.i", 1, 86400)})";
        var channel = $"(1 + {Dice("n.i", 2, 3)})";
        var dimensions = $"{channel}, 4 + {Dice("n.i", 3, 2)}, 9 + {Dice("n.i", 4, 60)}";
        // A square makes short waits many and long ones few.
        static string Wait(string row, int salt, int most) => $"(1 + {Dice(row, salt, 1000)} * {Dice(row, salt, 1000)} * {most} / 1000000)";
        string Numbers(int count) => $"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {count - 1})";
        var handed = Dice("n.i", 9, 4) + " = 0";
        yield return $"""
            INSERT INTO "CaseFacts" ("CaseId", "Version", "Day", "Hour", "At", "EndedAt", "Outcome", "Mark", "Channel",
              "Language", "Topic", "Skill", "Agent", "Answered", "AskedBack", "Missed", "Handovers", "IsEstimated")
            {Numbers(cases)}
            SELECT n.i, 1, {day}, {Dice("n.i", 1, 86400)} / 3600, {at}, {at} + {Wait("n.i", 5, 90000)},
              CASE WHEN {handed} THEN 6 + {Dice("n.i", 6, 4)} ELSE 1 + {Dice("n.i", 7, 5)} END,
              CASE WHEN {Dice("n.i", 8, 50)} = 0 THEN 1 ELSE 0 END, {dimensions},
              CASE WHEN {handed} THEN 6 + {Dice("n.i", 10, 3)} ELSE 0 END, CASE WHEN {handed} THEN 69 + {Dice("n.i", 11, 20)} ELSE 0 END,
              1, 0, 0, CASE WHEN {handed} THEN 1 ELSE 0 END, {False}
            FROM n
            """;
        yield return $"""
            INSERT INTO "HandoverFacts" ("HandoverId", "CaseId", "Mark", "Day", "Hour", "At", "IsAsked", "Reason", "Channel",
              "Language", "Topic",
              "Skill", "Agent", "EndedAt", "End", "ReplyElapsed", "ReplyOpen", "DueElapsed", "DueOpen", "TakenElapsed", "TakenOpen",
              "EndElapsed", "EndOpen",
              "Transfers", "Releases", "Vanished", "NextReplies", "NextElapsed", "NextOpen")
            SELECT n."CaseId", n."CaseId", n."Mark", n."Day", n."Hour", n."At", {True}, 0, n."Channel", n."Language", n."Topic", n."Skill",
              n."Agent", n."EndedAt", 1, {Wait(Case, 12, 40000)}, {Wait(Case, 12, 20000)}, n."At" + 600, n."At" + 900,
              {Wait(Case, 13, 30000)}, {Wait(Case, 13, 15000)}, {Wait(Case, 14, 90000)}, {Wait(Case, 14, 40000)}, 0, 0, 0, 3, 900, 600
            FROM "CaseFacts" n WHERE n."Handovers" = 1
            """;
        yield return $"""
            INSERT INTO "NextReplyFacts" ("CaseId", "HandoverId", "Mark", "Day", "At", "Elapsed", "Open", "Channel", "Language",
              "Topic", "Skill", "Agent")
            SELECT n."CaseId", n."CaseId", n."Mark", n."Day", n."At" + 600 * r.i, {Wait("n.\"CaseId\" + 17 * r.i", 15, 9000)},
              {Wait("n.\"CaseId\" + 17 * r.i", 15, 5000)},
              n."Channel", n."Language", n."Topic", n."Skill", n."Agent"
            FROM "CaseFacts" n CROSS JOIN (SELECT 1 AS i UNION SELECT 2 UNION SELECT 3) r WHERE n."Handovers" = 1
            """;
        yield return $"""
            INSERT INTO "HandlingFacts" ("CaseId", "HandoverId", "Mark", "Day", "At", "Until", "Channel", "Language", "Topic",
              "Skill", "Agent")
            SELECT n."CaseId", n."CaseId", n."Mark", n."Day", n."At" + 300, n."At" + 300 + {Wait(Case, 16, 7000)}, n."Channel",
              n."Language", n."Topic", n."Skill", n."Agent"
            FROM "CaseFacts" n WHERE n."Handovers" = 1
            """;
        yield return $"""
            INSERT INTO "BotReplyFacts" ("CaseId", "Mark", "Day", "At", "Waited", "Thought", "Channel", "Language", "Topic", "Skill",
              "Agent")
            SELECT n."CaseId", n."Mark", n."Day", n."At" + 60 * r.i, {Dice("n.\"CaseId\" + 19 * r.i", 17, 2500)},
              {Wait("n.\"CaseId\" + 19 * r.i", 18, 400)},
              n."Channel", n."Language", n."Topic", n."Skill", n."Agent"
            FROM "CaseFacts" n CROSS JOIN (SELECT 0 AS i UNION SELECT 1) r
            """;
        yield return $"""
            INSERT INTO "SurveyFacts" ("SurveyId", "CaseId", "Kind", "Mark", "Day", "At", "IsDelivered", "Score", "Channel",
              "Language", "Topic", "Skill", "Agent")
            SELECT n."CaseId", n."CaseId", 0, n."Mark", n."Day", n."At" + 7200, {True},
              CASE WHEN {Dice(Case, 20, 3)} = 0 THEN 1 + {Dice(Case, 19, 5)} END,
              n."Channel", n."Language", n."Topic", n."Skill", n."Agent"
            FROM "CaseFacts" n WHERE n."Handovers" = 1
            """;
    }

    private const string Case = "n.\"CaseId\"";

    // Both databases read these as truth values.
    private const string True = "(1 = 1)";
    private const string False = "(1 = 0)";
}
