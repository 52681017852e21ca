namespace CxBot.Reports.Statistics;

/// <summary>The worst and the best answer to a question.</summary>
public readonly record struct Scale(int Low, int High)
{
    /// <summary>1 where something holds, else 0: the mean is the share of it, as for CSAT's 4 and 5.</summary>
    public static readonly Scale YesOrNo = new(0, 1);

    /// <summary>Customer Effort Score 2.0.</summary>
    public static readonly Scale Effort = new(1, 7);

    /// <summary>Detractor, passive, promoter: the mean is the Net Promoter Score.</summary>
    public static readonly Scale Promoter = new(-1, 1);

    /// <summary>The variance of answers of which half are the worst and half the best.</summary>
    internal double MaxVariance => (High - Low) * (High - Low) / 4.0;
}
