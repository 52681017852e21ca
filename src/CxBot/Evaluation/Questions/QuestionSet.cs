namespace CxBot.Evaluation.Questions;

/// <summary>The owner's labelled questions; there is one set, until it is replaced.</summary>
public sealed class QuestionSet
{
    /// <summary>The only one.</summary>
    public const int Only = 1;

    public int Id { get; init; } = Only;

    public required DateTimeOffset SavedAt { get; init; }

    /// <summary>The name of the administrator who saved it.</summary>
    public required string SavedBy { get; init; }

    /// <summary>How many questions it holds.</summary>
    public required int Count { get; init; }

    /// <summary>One JSON object a line, as <see cref="LabelledQuestion"/> reads it.</summary>
    public required string Lines { get; init; }
}
