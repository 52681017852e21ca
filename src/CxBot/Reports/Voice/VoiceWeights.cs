using System.Globalization;
using CxBot.Reports.Statistics;

namespace CxBot.Reports.Voice;

/// <summary>Who answered, and what all would have said. Pure.</summary>
/// <param name="Score">Null where nobody answered.</param>
public sealed record VoiceWeights(SurveyKind Kind, WeightedScore? Score, IReadOnlyList<AnsweredShare> Answered)
{
    public static VoiceWeights Of(SurveyKind kind, IReadOnlyList<VoiceCell> cells)
    {
        var strata = cells.GroupBy(cell => (cell.Group, cell.Wait)).Select(stratum => new Stratum(
            stratum.Key.Group,
            stratum.Key.Wait,
            stratum.Sum(cell => cell.Count),
            ScoreScales.MeanOf(
                kind, stratum.Where(cell => cell.Score is not null).Select(cell => (cell.Score!.Value, cell.Count))).Scores));
        return new VoiceWeights(kind, WeightedScore.Of([.. strata], ScoreScales.Of(kind)), [
            .. Shares(AnsweredBy.Wait, cells, cell => cell.Wait.ToString(CultureInfo.InvariantCulture)),
            .. Shares(AnsweredBy.Channel, cells, cell => cell.Channel),
            .. Shares(AnsweredBy.Outcome, cells, cell => cell.End.ToString()),
            .. Shares(AnsweredBy.Language, cells, cell => cell.Language),
        ]);
    }

    /// <summary>Of each value that the question reached somebody with; nothing where there is one value alone.</summary>
    private static IEnumerable<AnsweredShare> Shares(AnsweredBy by, IEnumerable<VoiceCell> cells, Func<VoiceCell, string?> value)
    {
        var shares = cells.Where(cell => cell.IsDelivered == true).GroupBy(value).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new AnsweredShare(by, group.Key, new Proportion(
                group.Where(cell => cell.Score is not null).Sum(cell => cell.Count), group.Sum(cell => cell.Count)))).ToList();
        return shares.Count > 1 ? shares : [];
    }
}

/// <summary>How many of those whom a question reached answered it.</summary>
/// <param name="Value">As it stands in the facts; null where it is not known.</param>
public sealed record AnsweredShare(AnsweredBy By, string? Value, Proportion Answered);

/// <summary>By what those who answer may differ from those who do not.</summary>
public enum AnsweredBy
{
    Wait,
    Channel,
    Outcome,
    Language,
}
