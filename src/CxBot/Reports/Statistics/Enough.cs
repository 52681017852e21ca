namespace CxBot.Reports.Statistics;

/// <summary>
/// From how many answers on a figure may rank or colour somebody. Under it the figure is shown, and nothing is concluded.
/// </summary>
public static class Enough
{
    public const int MinAnswers = 30;

    public static bool Is(long answers) => answers >= MinAnswers;
}
