namespace CxBot.Answering.Calibration;

/// <summary>
/// The three regressions that every knowledge folder starts from: the weights of <see cref="Signals"/>, and where each regression begins. A
/// folder moves as far from them as its own cross-validation insists.
/// </summary>
internal static class CommonWeights
{
    private static readonly SignalWeights BiasWithEncoder = new(Answerable: 2.05, Right: 4.2, Among: 5.38);
    private static readonly SignalWeights BiasWithWordsAlone = new(Answerable: 1.9, Right: 3.6, Among: 4.21);

    public static LogisticModel Answerable(bool hasEncoder) => Model(hasEncoder, weights => weights.Answerable);

    public static LogisticModel Right(bool hasEncoder) => Model(hasEncoder, weights => weights.Right);

    public static LogisticModel Among(bool hasEncoder) => Model(hasEncoder, weights => weights.Among);

    private static LogisticModel Model(bool hasEncoder, Func<SignalWeights, double> of) => new(
        of(hasEncoder ? BiasWithEncoder : BiasWithWordsAlone),
        [.. Signals.All.Select(signal => of(hasEncoder ? signal.WithEncoder : signal.WithWordsAlone))]);
}
