namespace CxBot.Chaos.Checking;

/// <summary>Compares what customers were promised with what is there. Pure.</summary>
internal static class Checker
{
    public static IReadOnlyList<Finding> Check(Evidence evidence) =>
        [.. StoredChecks.Of(evidence), .. TurnChecks.Of(evidence), .. SentChecks.Of(evidence), .. HeardChecks.Of(evidence)];
}
