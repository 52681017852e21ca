using CxBot.Language.Text;

namespace CxBot.Knowledge.Ranking;

/// <summary>A question made ready for ranking: its words after repair, and the text that the encoder reads.</summary>
/// <param name="Words">Normalised and repaired.</param>
/// <param name="Repaired">Share of the words that were repaired, 0 to 1.</param>
internal sealed record Question(IReadOnlyList<Word> Words, double Repaired)
{
    /// <summary>What the encoder reads: the same words, as they would be spelt.</summary>
    public string Readable => string.Join(' ', Words.Select(w => w.Surface));
}
