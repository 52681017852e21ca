namespace CxBot.Knowledge.Encoding;

/// <summary>How an encoder reads: a text as the numbers of the pieces that it has learnt. Safe from several threads.</summary>
internal interface ITextPieces
{
    /// <summary>The highest number of a piece.</summary>
    long Last { get; }

    /// <summary>Fills up the shorter texts of a batch.</summary>
    long Padding { get; }

    /// <summary>Whole words that it has learnt, in lower case: they are spelt right, whatever the knowledge holds.</summary>
    IReadOnlySet<string> Words { get; }

    /// <summary>The beginning of a text, between the marks that the encoder learnt.</summary>
    /// <param name="most">Pieces, with the marks.</param>
    long[] Read(string text, int most);
}
