using System.Collections.Frozen;
using Microsoft.ML.Tokenizers;

namespace CxBot.Knowledge.Encoding;

/// <summary>
/// XLM-R's pieces: a SentencePiece model of many languages, its numbers moved up by one behind four marks of the encoder's own
/// (fairseq's order, github.com/huggingface/transformers, tokenization_xlm_roberta.py). Case is kept.
/// </summary>
internal sealed class SentencePieces : ITextPieces
{
    /// <summary>The names under which models carry it.</summary>
    public static readonly string[] FileNames = ["sentencepiece.bpe.model", "sentencepiece.model", "spiece.model"];

    private const long Start = 0;
    private const long End = 2;
    private const long Unknown = 3;
    private const long Offset = 1;

    private readonly SentencePieceTokenizer _tokenizer;

    public SentencePieces(string file)
    {
        using var model = File.OpenRead(file);
        _tokenizer = SentencePieceTokenizer.Create(model, addBeginningOfSentence: false, addEndOfSentence: false);
        if (_tokenizer is not { UnknownId: 0, BeginningOfSentenceId: 1, EndOfSentenceId: 2 })
            throw new InvalidDataException("its first pieces are not <unk>, <s>, </s> as XLM-R's are");
    }

    public long Last => _tokenizer.Vocabulary.Count - 1 + Offset;

    public long Padding => 1;

    /// <summary>None: among the words of a hundred languages, one's slip of the finger is another's word.</summary>
    public IReadOnlySet<string> Words => FrozenSet<string>.Empty;

    public long[] Read(string text, int most)
    {
        var ids = new List<long> { Start };
        foreach (var piece in _tokenizer.EncodeToIds(text, addBeginningOfSentence: false, addEndOfSentence: false))
        {
            // The encoder learnt a run of what it does not know as one.
            if (piece == _tokenizer.UnknownId && ids[^1] == Unknown)
                continue;
            if (ids.Count == most - 1)
                break;
            ids.Add(piece == _tokenizer.UnknownId ? Unknown : piece + Offset);
        }

        return [.. ids, End];
    }
}
