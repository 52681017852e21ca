using CxBot.Reports;
using CxBot.Reports.Export;
using CxBot.Reports.Figures;
using CxBot.Tests.Reports.Export;

namespace CxBot.Tests.Reports.ShopYear;

/// <summary>What is handed out, read by another program: line by line beside the ledger, and each figure in SQL beside the app's.</summary>
internal static class SecondOpinion
{
    private const string HandoverLine = """
        SELECT epoch(requested)::BIGINT || ' ' || (CASE WHEN asked THEN 'True' ELSE 'False' END) || ' ' || channel || ' '
          || coalesce(skill, '') || ' ' || coalesce(agent, '') || ' ' || "end" || ' ' || coalesce(epoch(ended)::BIGINT::VARCHAR, '') || ' '
          || coalesce(first_reply::VARCHAR, '') || ' ' || coalesce(first_reply_open::VARCHAR, '') || ' '
          || coalesce(taken::VARCHAR, '') || ' ' || coalesce(taken_open::VARCHAR, '') || ' '
          || coalesce(until_end::VARCHAR, '') || ' ' || coalesce(until_end_open::VARCHAR, '') || ' '
          || transfers || ' ' || releases || ' ' || vanished || ' ' || next_replies || ' ' || next_waits || ' ' || next_waits_open
        FROM read_parquet('{file}')
        """;

    private const string CaseLine = """
        SELECT epoch(opened)::BIGINT || ' ' || coalesce(epoch(ended)::BIGINT::VARCHAR, '') || ' ' || lower(outcome) || ' ' || channel || ' '
          || coalesce(topic, '') || ' ' || coalesce(skill, '') || ' ' || coalesce(agent, '') || ' ' || handovers
        FROM read_parquet('{file}')
        """;

    private static readonly (string Figure, string Sql)[] OfCases =
    [
        ("cases", "SELECT count(*), NULL FROM read_parquet('{file}')"),
        ("contained", Share("outcome IN ('Confirmed', 'Assumed', 'NotFollowed')", "outcome NOT IN ('Open', 'NoQuestion')")),
        ("left-without-help-share", Share("outcome = 'LeftWithoutHelp'", "outcome NOT IN ('Open', 'NoQuestion')")),
        .. new[]
        {
            "Open", "Confirmed", "Assumed", "NotFollowed", "LeftWithoutHelp", "CameBack", "SolvedDurable", "SolvedReopened", "NotSolved",
            "Abandoned", "NoQuestion",
        }.Select(outcome => (IdOf(outcome), Share($"outcome = '{outcome}'", "outcome <> 'NoQuestion'"))),
    ];

    private static readonly (string Figure, string Sql)[] OfHandovers =
    [
        ("handovers", "SELECT count(*) FILTER (asked), NULL FROM read_parquet('{file}')"),
        ("given-up", Share("asked AND first_reply IS NULL AND ended IS NOT NULL", "asked")),
        ("unreplied", "SELECT count(*) FILTER (asked AND first_reply IS NULL AND ended IS NULL), NULL FROM read_parquet('{file}')"),
    ];

    private static readonly (string Figure, bool Open, string Column)[] Times =
    [
        ("first-reply", false, "first_reply"), ("first-reply", true, "first_reply_open"), ("taken", false, "taken"),
        ("taken", true, "taken_open"), ("handover-ended", false, "until_end"), ("handover-ended", true, "until_end_open"),
    ];

    public static async Task AgreesAsync(Shop shop, TrueFilter filter, Truth truth)
    {
        var (export, asked) = (shop.Get<ReportExport>(), Comparison.Asked(filter));
        var (cases, handovers) = (await ParquetAsync(export.Cases(asked)), await ParquetAsync(export.Handovers(asked)));
        await SameAsync(truth.CaseLines(filter), cases, CaseLine);
        await SameAsync(truth.Lines(filter), handovers, HandoverLine);
        var reader = shop.Get<ReportReader>();
        foreach (var (file, figures) in new[] { (cases, OfCases), (handovers, OfHandovers) })
            foreach (var (id, sql) in figures)
            {
                var (row, value) = ((await DuckDb.AskAsync(file, sql, Shop.Token)).Single(),
                    await reader.ReadAsync(AllFigures.Find(id)!, asked, Shop.Token));
                Assert.Equal((id, (long)value.Count, (long?)value.Of), (id, (long)row[0]!, (long?)row[1]));
            }

        foreach (var (id, open, column) in Times)
        {
            var clock = open ? ReportClock.Open : ReportClock.Elapsed;
            await TimesAsync(reader, AllFigures.Find(id)!, asked with { Clock = clock }, handovers, column);
        }
    }

    private static async Task TimesAsync(ReportReader reader, Figure figure, ReportFilter asked, byte[] handovers, string column)
    {
        var row = (await DuckDb.AskAsync(handovers, $$"""
            SELECT count({{column}}), avg({{column}}), quantile_disc({{column}}, 0.5)::DOUBLE, quantile_disc({{column}}, 0.9)::DOUBLE
            FROM read_parquet('{file}') WHERE asked
            """, Shop.Token)).Single();
        var value = await reader.ReadAsync(figure, asked, Shop.Token);
        Assert.Equal((figure.Id, (long)row[0]!), (figure.Id, (long)value.Count));
        Near(row[1], value.Mean, 0);
        Near(row[2], value.Median, 0.025);
        Near(row[3], value.NineTenths, 0.025);
    }

    private static void Near(object? theirs, TimeSpan? ours, double within) =>
        Assert.Equal((double?)theirs ?? -1, ours?.TotalSeconds ?? -1, Math.Max(0.001, within * ((double?)theirs ?? 0)));

    private static async Task SameAsync(IEnumerable<string> expected, byte[] file, string sql)
    {
        var theirs = (await DuckDb.AskAsync(file, sql, Shop.Token)).Select(row => (string)row[0]!).Order(StringComparer.Ordinal).ToList();
        var ours = expected.Order(StringComparer.Ordinal).ToList();
        var (missing, extra) = (ours.Except(theirs).ToList(), theirs.Except(ours).ToList());
        Assert.True(missing.Count == 0 && extra.Count == 0 && ours.Count == theirs.Count,
            $"{ours.Count} lines in truth, {theirs.Count} handed out.\nIn truth:\n{string.Join('\n', missing.Take(15))}\n"
            + $"Handed out:\n{string.Join('\n', extra.Take(15))}");
    }

    private static async Task<byte[]> ParquetAsync(ExportTable table)
    {
        using var stream = new MemoryStream();
        await ParquetExport.WriteAsync(table, stream, Shop.Token);
        return stream.ToArray();
    }

    private static string Share(string counted, string among) =>
        $"SELECT count(*) FILTER ({counted}), count(*) FILTER ({among}) FROM read_parquet('{{file}}')";

    private static string IdOf(string outcome) =>
        string.Concat(outcome.Select((c, at) => char.IsUpper(c) && at > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
