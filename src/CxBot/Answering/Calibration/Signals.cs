using CxBot.Knowledge.Ranking;

namespace CxBot.Answering.Calibration;

/// <summary>
/// The signals of the confidence, one entry each. The weights served in every public set (tests/CxBot.Benchmarks/quality) on the common
/// scale; learnt on some sets they held on the others, where weights fitted to one folder alone did not.
/// </summary>
public static class Signals
{
    /// <summary>In the order in which they are summed: another order gives other last digits.</summary>
    public static readonly IReadOnlyList<Signal> All =
    [
        new("words", r => r.Words)
        {
            Part = mix => mix.WordsPart,
            Usual = new(Mean: -0.9, Spread: 1.0, MinSpread: 0.5),
            ByHand = new(Answerable: 0.15, Right: 0.2, Among: 0.2),
            WithEncoder = new(Answerable: 0.80, Right: 0.25, Among: 0.18),
            WithWordsAlone = new(Answerable: 1.10, Right: 1.0, Among: 0.64),
            Sentence = new(Line: 4) { IsLogarithm = true, Key = "Signal_share", Beside = "meaning", KeyBeside = "Signal_shares" },
        },
        new("meaning", r => r.Meaning)
        {
            NeedsEncoder = true,
            Part = mix => mix.MeaningPart,
            Usual = new(Mean: -0.5, Spread: 0.8, MinSpread: 0.5),
            ByHand = new(Answerable: 0.15, Right: 0.2, Among: 0.2),
            WithEncoder = new(Answerable: 0.68, Right: 0.40, Among: 0.71),
        },
        new("margin", r => r.Margin)
        {
            Usual = new(Mean: 6.5, Spread: 3.3, MinSpread: 1.0),
            ByHand = new(Answerable: 0.0, Right: 0.15, Among: 0.05),
            WithEncoder = new(Answerable: 0.30, Right: 1.30, Among: 0),
            WithWordsAlone = new(Answerable: 0.35, Right: 1.0, Among: 0),
            Sentence = new(Line: 3)
            {
                For = 4, KeyFor = "Signal_farAhead", Key = "Signal_ahead", Against = 1.5, KeyAgainst = "Signal_hardlyAhead",
            },
        },
        new("nearestWords", r => r.NearestWords)
        {
            Usual = new(Mean: 0.6, Spread: 0.2, MinSpread: 0.1),
            ByHand = new(Answerable: 2.0, Right: 0, Among: 0),
            Sentence = new(Line: 2)
            {
                For = 0.75, KeyFor = "Signal_nearWords", Key = "Signal_nearWords", Against = 0.5, KeyAgainst = "Signal_nearWords",
                Beside = "nearestMeaning", KeyBeside = "Signal_near",
            },
        },
        new("nearestMeaning", r => r.NearestMeaning)
        {
            NeedsEncoder = true,
            Usual = new(Mean: 0.83, Spread: 0.12, MinSpread: 0.06),
            ByHand = new(Answerable: 3.0, Right: 0, Among: 0),
        },
        new("crowd", r => r.Crowd)
        {
            Usual = new(Mean: 0.77, Spread: 0.12, MinSpread: 0.06),
            ByHand = new(Answerable: 1.5, Right: 0, Among: 0),
            WithEncoder = new(Answerable: 0.30, Right: 0, Among: 0.35),
            WithWordsAlone = new(Answerable: 0.25, Right: 0, Among: 0.30),
            Sentence = new(Line: 7) { Against = 0.5, KeyAgainst = "Signal_alone" },
        },
        new("agree", r => r.Agree)
        {
            NeedsEncoder = true,
            Usual = new(Mean: 0.93, Spread: 0.3, MinSpread: 0.3),
            ByHand = new(Answerable: 0.5, Right: 0.5, Among: 0),
            Sentence = new(Line: 1) { For = 1, KeyFor = "Signal_agree", Against = 1, KeyAgainst = "Signal_disagree" },
        },
        new("known", r => r.Known)
        {
            Usual = new(Mean: 0.95, Spread: 0.12, MinSpread: 0.1),
            ByHand = new(Answerable: 3.0, Right: 0, Among: 0),
            WithEncoder = new(Answerable: 0.55, Right: 0, Among: 0.11),
            WithWordsAlone = new(Answerable: 0.80, Right: 0, Among: 0.27),
            Sentence = new(Line: 5)
            {
                For = 0.95, KeyFor = "Signal_knownAll", Key = "Signal_known", Against = 0.6, KeyAgainst = "Signal_known",
            },
        },
        new("owned", r => r.Owned)
        {
            Usual = new(Mean: 0.25, Spread: 0.2, MinSpread: 0.1),
            ByHand = new(Answerable: 2.0, Right: 0, Among: 0),
            WithEncoder = new(Answerable: 0.05, Right: 0.12, Among: 0.41),
            WithWordsAlone = new(Answerable: 0.25, Right: 0.45, Among: 0.64),
            Sentence = new(Line: 6) { For = 0.35, KeyFor = "Signal_owned", Against = 0.08, KeyAgainst = "Signal_notOwned" },
        },
        new("repaired", r => r.Repaired)
        {
            Usual = new(Mean: 0.02, Spread: 0.15, MinSpread: 0.15),
            ByHand = new(Answerable: -1.0, Right: 0, Among: 0),
            WithEncoder = new(Answerable: 0.20, Right: 0.1, Among: 0),
            WithWordsAlone = new(Answerable: 0.20, Right: 0.2, Among: 0),
            Sentence = new(Line: 8) { OnlyWhereSeen = true, Key = "Signal_repaired" },
        },
        new("length", r => r.Length)
        {
            Usual = new(Mean: 2.2, Spread: 0.4, MinSpread: 0.4),
            ByHand = new(Answerable: 1.2, Right: 0, Among: 0),
            WithEncoder = new(Answerable: 0.30, Right: 0, Among: 0),
            WithWordsAlone = new(Answerable: 0.45, Right: 0, Among: 0),
            Sentence = new(Line: 9) { OnlyWhereSeen = true, Against = 1, KeyAgainst = "Signal_oneWord" },
        },
    ];

    /// <summary>The values for a ranking.</summary>
    public static double[] ValuesOf(RankSignals ranking) => [.. All.Select(signal => signal.Of(ranking))];

    /// <summary>The values as they were kept with an answer.</summary>
    public static double[] ValuesOf(IReadOnlyDictionary<string, double> kept) => [.. All.Select(signal => kept[signal.Name])];
}
