using CxBot.Knowledge.Ranking;

namespace CxBot.Answering.Calibration;

/// <summary>One signal of the confidence, and all that the bot knows of it. A new signal is a new entry of <see cref="Signals"/>.</summary>
/// <param name="Name">As it is kept with each message, and never changed.</param>
/// <param name="Of">Its value for a ranking.</param>
public sealed record Signal(string Name, Func<RankSignals, double> Of)
{
    /// <summary>Only the encoder gives it. Without one its value says nothing.</summary>
    public bool NeedsEncoder { get; init; }

    /// <summary>How much it counts where words and encoder do not count alike: an opinion that the ranking hardly follows says little of
    /// it.</summary>
    internal Func<RankMix, double> Part { get; init; } = _ => 1;

    /// <summary>What is usual for questions that an article answers.</summary>
    public required UsualValue Usual { get; init; }

    /// <summary>Weights of its plain value, set by hand; see <see cref="ConfidenceModel.ByHand"/>.</summary>
    public SignalWeights ByHand { get; init; }

    /// <summary>Weights on the common scale where there is an encoder, found by the fit; see <see cref="CommonWeights"/>.</summary>
    public SignalWeights WithEncoder { get; init; }

    /// <summary>The same where words alone are read.</summary>
    public SignalWeights WithWordsAlone { get; init; }

    /// <summary>How it is told to people; null where another signal tells of it, or nothing does.</summary>
    public SignalSentence? Sentence { get; init; }
}

/// <summary>What was usual in the public sets.</summary>
/// <param name="Mean">Of questions that an article answers.</param>
/// <param name="Spread">Their standard deviation.</param>
/// <param name="MinSpread">Below this deviation a folder's own figure is taken for chance.</param>
public readonly record struct UsualValue(double Mean, double Spread, double MinSpread);

/// <summary>A weight in each of the three regressions.</summary>
/// <param name="Answerable">That any article answers.</param>
/// <param name="Right">That the best candidate is right, given that one is.</param>
/// <param name="Among">That the right one is among the first four, given that there is one.</param>
public readonly record struct SignalWeights(double Answerable, double Right, double Among);
