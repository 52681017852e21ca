namespace CxBot.Knowledge.Ranking;

/// <summary>Orders that look random and are the same on every run, so that the same knowledge always gives the same index.</summary>
internal static class Shuffle
{
    public static int[] Order(int count) => [.. Enumerable.Range(0, count)];

    /// <summary>Fisher-Yates with the generator SplitMix64.</summary>
    public static void Again(Span<int> order, int seed)
    {
        var state = (ulong)seed + 0x9E3779B97F4A7C15;
        for (var i = order.Length - 1; i > 0; i--)
        {
            state += 0x9E3779B97F4A7C15;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            z ^= z >> 31;
            var j = (int)(z % (ulong)(i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
