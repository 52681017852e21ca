namespace CxBot.Surveys;

/// <summary>Draws a share of cases, the same each time. Pure.</summary>
internal static class SurveyShare
{
    /// <summary>Whether a case belongs to the share that is asked about. Who belongs to a small one belongs to each larger one.</summary>
    /// <param name="share">0 to 1.</param>
    public static bool Holds(long number, double share) => share >= 1 || (Mixed((ulong)number) >> 11) * (1.0 / (1UL << 53)) < share;

    /// <summary>Numbers that follow each other lie anywhere: the last step of SplitMix64 (Steele, Lea and Flood 2014).</summary>
    private static ulong Mixed(ulong number)
    {
        unchecked
        {
            number += 0x9E3779B97F4A7C15;
            number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9;
            number = (number ^ (number >> 27)) * 0x94D049BB133111EB;
            return number ^ (number >> 31);
        }
    }
}
