namespace CxBot.Knowledge;

/// <summary>The knowledge folder cannot be used; names every problem found, not only the first.</summary>
public sealed class KnowledgeException : Exception
{
    public KnowledgeException()
        : this([])
    {
    }

    public KnowledgeException(string message)
        : this([new KnowledgeProblem("knowledge", null, message)])
    {
    }

    public KnowledgeException(string message, Exception innerException)
        : base(message, innerException) => Problems = [];

    public KnowledgeException(IReadOnlyList<KnowledgeProblem> problems)
        : base("The knowledge folder has problems:" + string.Concat(problems.Select(p => $"{Environment.NewLine}  {p}"))) =>
        Problems = problems;

    public IReadOnlyList<KnowledgeProblem> Problems { get; }
}
