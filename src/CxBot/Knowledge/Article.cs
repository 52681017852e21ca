namespace CxBot.Knowledge;

/// <summary>Whether an article's matter goes to a person: never, offered beside the answer, or always.</summary>
public enum ArticleHandover
{
    /// <summary>The answer is enough.</summary>
    Never,

    /// <summary>The answer is given and a person is offered.</summary>
    Offer,

    /// <summary>The answer is said and the conversation goes to a person.</summary>
    Always,
}

/// <summary>One file in the knowledge folder: an answer, and the ways customers ask for it.</summary>
/// <param name="Id">Unique in the folder; by default the path without its extension, with forward slashes.</param>
/// <param name="Title">The first way to ask it, and what a customer reads as the source.</param>
/// <param name="Language">BCP 47, such as <c>id</c> or <c>en</c>.</param>
/// <param name="WaysToAsk">Every way to ask it, the title first, without doubles; never empty.</param>
/// <param name="Tags">Topics, as the owner names them.</param>
/// <param name="Handover">Whether its matter goes to a person.</param>
/// <param name="Skill">Which agents, when it is handed over.</param>
/// <param name="Body">The answer, in Markdown.</param>
/// <param name="File">Its path inside the knowledge folder, with forward slashes.</param>
public sealed record Article(
    ArticleId Id,
    string Title,
    string Language,
    IReadOnlyList<string> WaysToAsk,
    IReadOnlyList<string> Tags,
    ArticleHandover Handover,
    string? Skill,
    string Body,
    string File);
