using CxBot.Evaluation.Questions;

namespace CxBot.Evaluation;

/// <summary>A finished evaluation, kept so that the next can be compared with it.</summary>
public sealed class EvaluationResult
{
    public long Id { get; init; }

    public required EvaluationSource Source { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The name of the administrator who started it.</summary>
    public required string StartedBy { get; init; }

    public required EvaluationFigures Figures { get; init; }

    /// <summary>Its questions, as <see cref="EvaluatedQuestion"/> packs them.</summary>
    public required byte[] Questions { get; init; }
}

/// <summary>What was asked.</summary>
public enum EvaluationSource
{
    /// <summary>The owner's labelled questions.</summary>
    Questions,

    /// <summary>The articles' own ways to ask, each while it is held out.</summary>
    OwnWays,
}

/// <summary>The figures of an evaluation, and under which thresholds they came about.</summary>
/// <param name="TargetAccuracy">The share of automatic answers that must be right, 0 to 1.</param>
/// <param name="AnswerFrom">The confidence from which the bot answers, 0 to 1.</param>
/// <param name="ClarifyFrom">The confidence from which it asks back, 0 to 1.</param>
/// <param name="Articles">How many there were.</param>
public sealed record EvaluationFigures(EvaluationReport Report, double TargetAccuracy, double AnswerFrom, double ClarifyFrom, int Articles);
