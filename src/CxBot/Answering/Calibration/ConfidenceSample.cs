namespace CxBot.Answering.Calibration;

/// <summary>One question of the cross-validation and how its ranking turned out.</summary>
/// <param name="Signals">Of the ranking.</param>
/// <param name="Answerable">Whether its article was there to be found.</param>
/// <param name="Right">Whether the best was it.</param>
/// <param name="Among">Whether it was among the first four.</param>
/// <param name="Weight">How much it counts beside others.</param>
/// <param name="IsFragment">Whether it is one word of a way to ask.</param>
internal sealed record ConfidenceSample(double[] Signals, bool Answerable, bool Right, bool Among, double Weight, bool IsFragment = false)
{
    /// <summary>Whether the article found always goes to a person.</summary>
    public bool IsForPeople { get; init; }
}
