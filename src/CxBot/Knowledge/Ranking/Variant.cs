using CxBot.Knowledge.Text;

namespace CxBot.Knowledge.Ranking;

/// <summary>One way to ask one article.</summary>
/// <param name="Subject">What it is about: an article, or an article and its translations.</param>
/// <param name="Article">Its place in <see cref="KnowledgeIndex.Articles"/>.</param>
/// <param name="Text">As the author wrote it.</param>
/// <param name="Words">Normalised.</param>
/// <param name="Vector">From the encoder, of length one; null without an encoder.</param>
internal sealed record Variant(int Subject, int Article, string Text, IReadOnlyList<Word> Words, float[]? Vector);
