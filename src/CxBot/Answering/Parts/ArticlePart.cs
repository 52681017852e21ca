namespace CxBot.Answering.Parts;

/// <summary>The part of an article that answers a question, and the rest of the article: both Markdown that stands alone, neither
/// empty.</summary>
public sealed record ArticlePart(string Text, string Rest);
