using System.Collections.Frozen;
using System.Text.Json;
using FastBertTokenizer;

namespace CxBot.Knowledge.Encoding;

/// <summary>
/// BERT's pieces: words, and what may follow within one. In lower case, but where the model's <c>tokenizer_config.json</c> says
/// <c>"do_lower_case": false</c>.
/// </summary>
internal sealed class WordPieces : ITextPieces
{
    public const string FileName = "vocab.txt";

    private const int MinWordLength = 4;

    private readonly BertTokenizer _tokenizer = new();
    private readonly Lock _reading = new();

    public WordPieces(string file)
    {
        using (var vocabulary = File.OpenText(file))
            _tokenizer.LoadVocabulary(
                vocabulary,
                convertInputToLowercase: !KeepsCase(Path.Combine(Path.GetDirectoryName(file)!, "tokenizer_config.json")));
        var pieces = File.ReadAllLines(file);
        Last = pieces.Length - 1;
        Words = pieces
            .Where(w => w.Length >= MinWordLength && w.All(char.IsAsciiLetterLower))
            .ToFrozenSet(StringComparer.Ordinal);
    }

    public long Last { get; }

    public long Padding => 0;

    public IReadOnlySet<string> Words { get; }

    public long[] Read(string text, int most)
    {
        lock (_reading)
            return _tokenizer.Encode(text, most).InputIds.ToArray();
    }

    private static bool KeepsCase(string settings)
    {
        if (!File.Exists(settings))
            return false;
        using var json = JsonDocument.Parse(File.ReadAllBytes(settings));
        return json.RootElement.TryGetProperty("do_lower_case", out var lower) && lower.ValueKind == JsonValueKind.False;
    }
}
