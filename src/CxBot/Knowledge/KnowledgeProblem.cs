namespace CxBot.Knowledge;

/// <summary>Something wrong in the knowledge folder: where it is, what is wrong and what to do.</summary>
/// <param name="File">The path inside the knowledge folder; the folder itself where no single file is at fault.</param>
/// <param name="Line">Counted from 1; null where the whole file is meant.</param>
/// <param name="Message">For the article's author, in plain words.</param>
public sealed record KnowledgeProblem(string File, int? Line, string Message)
{
    /// <summary>The usual form, <c>file:line: message</c>, which editors make clickable.</summary>
    public override string ToString() => Line is int line ? $"{File}:{line}: {Message}" : $"{File}: {Message}";
}
