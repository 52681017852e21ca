namespace CxBot.Chaos;

/// <summary>Chance that comes again with the same seed: each who throws has dice of their own, so that who is first does not
/// matter.</summary>
internal static class Dice
{
    public static Random Of(int seed, string who)
    {
        var hash = seed;
        foreach (var letter in who)
            hash = unchecked((hash * 31) + letter);
        return new Random(hash);
    }
}
