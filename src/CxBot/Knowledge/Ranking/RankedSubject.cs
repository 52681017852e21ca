namespace CxBot.Knowledge.Ranking;

/// <summary>A subject found, with the way to ask that was nearest.</summary>
/// <param name="Score">Its share of the fused probability, 0 to 1.</param>
internal readonly record struct RankedSubject(int Subject, double Score, WayToAsk Nearest);

/// <summary>The best subjects, best first, and what speaks for the first of them.</summary>
internal sealed record SubjectRanking(IReadOnlyList<RankedSubject> Subjects, RankSignals Signals, bool IsExact, bool HasMeaning);
