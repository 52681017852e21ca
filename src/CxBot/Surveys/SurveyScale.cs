namespace CxBot.Surveys;

/// <summary>Which scores answer a question.</summary>
/// <param name="LowUpTo">Up to here a score is one that somebody should hear of at once: dissatisfied, a detractor, disagreed.</param>
public readonly record struct SurveyScale(int Low, int High, int LowUpTo)
{
    /// <summary>As they are offered: what has words the best first, a row of numbers as one counts.</summary>
    public IEnumerable<int> Scores => Low == 0 ? Enumerable.Range(Low, High - Low + 1) : Enumerable.Range(Low, High - Low + 1).Reverse();

    public static SurveyScale Of(SurveyKind kind) => kind switch
    {
        SurveyKind.Csat => new(1, 5, 2),
        SurveyKind.Nps => new(0, 10, 6),
        SurveyKind.Ces => new(1, 7, 3),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public bool Holds(decimal score) => score >= Low && score <= High;

    public bool IsLow(int score) => score <= LowUpTo;
}
