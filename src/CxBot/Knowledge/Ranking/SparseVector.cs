namespace CxBot.Knowledge.Ranking;

/// <summary>A text as numbers: which features it has (ascending) and their weights; of length one, or empty.</summary>
internal readonly record struct SparseVector(int[] Ids, float[] Values)
{
    public static readonly SparseVector Empty = new([], []);

    /// <summary>The cosine of the two, 0 to 1.</summary>
    public float Dot(SparseVector other)
    {
        var (i, j, sum) = (0, 0, 0f);
        while (i < Ids.Length && j < other.Ids.Length)
        {
            if (Ids[i] == other.Ids[j])
                sum += Values[i++] * other.Values[j++];
            else if (Ids[i] < other.Ids[j])
                i++;
            else
                j++;
        }

        return sum;
    }
}
