namespace CxBot.Answering.Calibration;

/// <summary>
/// Weights that served in every public set (tests/CxBot.Benchmarks/quality) on the common scale; each knowledge folder starts from them and moves as far as
/// its own cross-validation insists. Learnt on some sets they held on the others, where weights fitted to one folder alone did not.
/// </summary>
internal static class CommonWeights
{
    // words, meaning, margin, nearestWords, nearestMeaning, crowd, agree, known, owned, repaired, length
    public static LogisticModel Answerable(bool hasEncoder) => hasEncoder
        ? new(2.05, [0.80, 0.68, 0.30, 0, 0, 0.30, 0, 0.27, 0.05, 0.20, 0])
        : new(1.9, [1.10, 0, 0.35, 0, 0, 0.25, 0, 0.60, 0.25, 0.20, 0]);

    public static LogisticModel Right(bool hasEncoder) => hasEncoder
        ? new(4.2, [0.25, 0.40, 1.30, 0, 0, 0, 0, 0, 0.12, 0.1, 0])
        : new(3.6, [1.0, 0, 1.0, 0, 0, 0, 0, 0, 0.45, 0.2, 0]);

    public static LogisticModel Among(bool hasEncoder) => hasEncoder
        ? new(5.38, [0.18, 0.71, 0, 0, 0, 0.35, 0, 0.11, 0.41, 0, 0])
        : new(4.21, [0.64, 0, 0, 0, 0, 0.30, 0, 0.27, 0.64, 0, 0]);
}
