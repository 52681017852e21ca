using CxBot.Reports.Statistics;

namespace CxBot.Benchmarks.Coverage;

/// <summary>How all customers would answer: which part of them gives each score.</summary>
internal sealed record Truth(string Name, int Lowest, double[] Parts)
{
    public double Mean => Parts.Select((part, i) => part * (Lowest + i)).Sum();

    public static Truth Of(string name, int lowest, params double[] weights) =>
        new(name, lowest, [.. weights.Select(weight => weight / weights.Sum())]);

    /// <summary>The answers of so many, drawn by chance.</summary>
    public ScoreTally Draw(int answers, Random random)
    {
        var (sum, squares) = (0L, 0L);
        for (var i = 0; i < answers; i++)
        {
            var (at, score) = (random.NextDouble(), 0);
            while (score < Parts.Length - 1 && (at -= Parts[score]) >= 0)
                score++;
            score += Lowest;
            sum += score;
            squares += (long)score * score;
        }
        return new ScoreTally(answers, sum, squares);
    }
}
