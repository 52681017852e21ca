using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using CxBot.Knowledge;

namespace CxBot.Answering.Claims;

/// <summary>An article as sentences that can be compared with what is claimed. Read once for each version of an article.</summary>
internal sealed partial class Passage
{
    private static readonly ConditionalWeakTable<Article, Passage> Read = [];

    private Passage(Article article)
    {
        Article = article;
        Title = Statement.Of(article.Title);
        Body = [.. ClaimReader.Sentences(Emphasis().Replace(article.Body, "")).Select(Statement.Of)];
    }

    public Article Article { get; }

    /// <summary>What it is about: its words may be said with any of its sentences.</summary>
    public Statement Title { get; }

    public IReadOnlyList<Statement> Body { get; }

    /// <summary>The vectors of <see cref="Body"/>; null until they are needed.</summary>
    public PassageVectors? Encoded { get; set; }

    public static Passage Of(Article article) => Read.GetValue(article, a => new Passage(a));

    [GeneratedRegex(@"[*`]+|(?<!\w)_+|_+(?!\w)|^#+\s*", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Emphasis();
}

/// <summary>What an encoder made of a passage's sentences. One object, for answers side by side read and write it.</summary>
internal sealed record PassageVectors(object Encoder, float[][] Vectors);
