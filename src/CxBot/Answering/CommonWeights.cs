namespace CxBot.Answering;

/// <summary>
/// Weights that served in every public set (tests/CxBot.Benchmarks/quality) on the common scale; each knowledge folder starts from them and moves as far as
/// its own cross-validation insists. Learnt on some sets they held on the others, where weights fitted to one folder alone did not.
/// </summary>
internal static class CommonWeights
{
    // words, meaning, margin, nearestWords, nearestMeaning, crowd, agree, known, owned, repaired, length
    public static LogisticModel Answerable(bool hasEncoder) => hasEncoder
        ? new(2.0, [0.95, 0.76, 0, 0, 0, 0.17, 0, 0.24, 0.10, 0.21, 0])
        : new(1.62, [1.24, 0, 0, 0, 0, 0.08, 0, 0.52, 0.31, 0.31, 0]);

    public static LogisticModel Right(bool hasEncoder) => hasEncoder
        ? new(3.87, [0.21, 0.61, 0.95, 0, 0, 0, 0, 0, 0.11, 0.2, 0])
        : new(3.04, [0.52, 0, 0.91, 0, 0, 0, 0, 0, 0.34, 0.3, 0]);

    public static LogisticModel Among(bool hasEncoder) => hasEncoder
        ? new(5.38, [0.18, 0.71, 0, 0, 0, 0.35, 0, 0.11, 0.41, 0, 0])
        : new(4.21, [0.64, 0, 0, 0, 0, 0.30, 0, 0.27, 0.64, 0, 0]);
}
