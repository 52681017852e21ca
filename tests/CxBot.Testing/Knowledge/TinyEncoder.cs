using System.Runtime.InteropServices;

namespace CxBot.Tests.Testing;

/// <summary>
/// A sentence encoder of one table and one look-up, written as a real ONNX file with the file of its tokenizer: each word has a direction
/// of its own, and words that are
/// told to mean the same share one. The format: github.com/onnx/onnx, onnx/onnx.proto.
/// </summary>
internal static class TinyEncoder
{
    private const int Int64 = 7;
    private const int Float = 1;

    private const int Normal = 1;
    private const int Unknown = 2;
    private const int Control = 3;

    private static readonly string[] Specials = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    /// <summary>Writes <c>model.onnx</c> and <c>vocab.txt</c>.</summary>
    /// <param name="meanings">Each the words of one meaning.</param>
    public static void Write(string folder, params string[][] meanings)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllLines(Path.Combine(folder, "vocab.txt"), Specials.Concat(meanings.SelectMany(m => m)));
        WriteModel(folder, Specials.Length, meanings);
    }

    /// <summary>Writes <c>model.onnx</c> and <c>sentencepiece.bpe.model</c>, as XLM-R's: the first word has number 4, and the last number
    /// is a space alone.</summary>
    /// <param name="meanings">Each the words of one meaning.</param>
    public static void WriteXlmR(string folder, params string[][] meanings)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(
            Path.Combine(folder, "sentencepiece.bpe.model"), SentencePieces([.. meanings.SelectMany(m => m)], "<unk>", "<s>", "</s>"));
        WriteModel(folder, 4, [.. meanings, ["space"]]);
    }

    /// <summary>A SentencePiece model of whole words. The format: github.com/google/sentencepiece, src/sentencepiece_model.proto.</summary>
    public static byte[] SentencePieces(string[] words, params string[] marks)
    {
        static (int, Field) Piece(string piece, float score, int type) =>
            (1, Bytes(Message((1, Text(piece)), (2, Number(score)), (3, Number(type)))));
        return Message(
        [
            .. marks.Select(m => Piece(m, 0, m == "<unk>" ? Unknown : Control)),
            .. words.Select(w => Piece($"\u2581{w}", -1, Normal)),
            Piece("\u2581", -2, Normal),
            (2, Bytes(Message((3, Number(1)), (40, Number(Array.IndexOf(marks, "<unk>"))), (41, Number(Array.IndexOf(marks, "<s>"))),
                (42, Number(Array.IndexOf(marks, "</s>")))))),
            (3, Bytes(Message((1, Text("identity")), (3, Number(1)), (4, Number(1)), (5, Number(1))))),
        ]);
    }

    private static void WriteModel(string folder, int specials, string[][] meanings)
    {
        var words = meanings.SelectMany((m, at) => m.Select(_ => at)).ToList();
        var size = meanings.Length;
        var table = new float[(specials + words.Count) * size];
        for (var i = 0; i < words.Count; i++)
            table[((specials + i) * size) + words[i]] = 1;
        File.WriteAllBytes(Path.Combine(folder, "model.onnx"), Model(table, size));
    }

    private static byte[] Model(float[] table, int size)
    {
        var look = Message((1, Text("table")), (1, Text("input_ids")), (2, Text("last_hidden_state")), (4, Text("Gather")));
        var tensor = Message((1, Number(table.Length / size)), (1, Number(size)), (2, Number(Float)), (8, Text("table")),
            (9, Bytes(MemoryMarshal.AsBytes(table.AsSpan()).ToArray())));
        var graph = Message((1, Bytes(look)), (2, Text("tiny")), (5, Bytes(tensor)), (11, Value("input_ids", Int64, 2)),
            (11, Value("attention_mask", Int64, 2)), (12, Value("last_hidden_state", Float, 3)));
        return Message((1, Number(8)), (7, Bytes(graph)), (8, Bytes(Message((1, Text("")), (2, Number(13))))));
    }

    private static Field Value(string name, int type, int dimensions)
    {
        var shape = Message([.. Enumerable.Range(0, dimensions).Select(d => (1, Bytes(Message((2, Text($"{name}{d}"))))))]);
        return Bytes(Message((1, Text(name)), (2, Bytes(Message((1, Bytes(Message((1, Number(type)), (2, Bytes(shape))))))))));
    }

    private static Field Number(long value) => new(0, Varint(value));

    private static Field Number(float value) => new(5, BitConverter.GetBytes(value));

    private static Field Text(string value) => Bytes(System.Text.Encoding.UTF8.GetBytes(value));

    private static Field Bytes(byte[] value) => new(2, [.. Varint(value.Length), .. value]);

    private static byte[] Message(params (int Number, Field Field)[] fields) =>
        [.. fields.SelectMany(f => (byte[])[.. Varint((f.Number << 3) | f.Field.Wire), .. f.Field.Content])];

    private static byte[] Varint(long value)
    {
        var bytes = new List<byte>();
        for (; value > 127; value >>= 7)
            bytes.Add((byte)((value & 127) | 128));
        return [.. bytes, (byte)value];
    }

    private readonly record struct Field(int Wire, byte[] Content);
}
