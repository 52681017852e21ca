using CxBot.Hosting;

namespace CxBot.Answering;

/// <summary>How answers are judged. Section <c>Answering</c>.</summary>
public sealed class AnsweringOptions : ICheckedOptions
{
    public const string Section = "Answering";

    /// <summary>
    /// The share of automatic answers that must be right; 0.5 to 0.999, default 0.95. The thresholds to answer and to ask back follow from
    /// it.
    /// </summary>
    public double TargetAccuracy { get; set; } = 0.95;

    /// <summary>
    /// The share of questions that no article answers, as the owner expects it; 0.01 to 0.9, default 0.2. What customers ask corrects it
    /// (<see cref="LearnShare"/>).
    /// </summary>
    public double UnanswerableShare { get; set; } = 0.2;

    /// <summary>Whether the share is estimated from what customers asked lately, once they asked enough. Default true.</summary>
    public bool LearnShare { get; set; } = true;

    public IEnumerable<string> Problems()
    {
        if (UnanswerableShare is not (>= 0.01 and <= 0.9))
            yield return $"{Section}:UnanswerableShare must be 0.01 to 0.9: the share of questions that no article answers.";
        if (TargetAccuracy is not (>= 0.5 and <= 0.999))
            yield return $"{Section}:TargetAccuracy must be 0.5 to 0.999: the share of automatic answers that must be right.";
    }
}
