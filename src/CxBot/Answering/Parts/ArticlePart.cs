namespace CxBot.Answering.Parts;

/// <summary>The part of an article that answers a question, and the rest of the article; both well-formed Markdown, neither empty.</summary>
public sealed record ArticlePart(string Text, string Rest);
