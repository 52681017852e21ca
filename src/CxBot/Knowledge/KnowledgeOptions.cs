using CxBot.Hosting;
using CxBot.Knowledge.Encoding;

namespace CxBot.Knowledge;

/// <summary>Where the knowledge is and how it is read. Section <c>Knowledge</c>.</summary>
public sealed class KnowledgeOptions : ICheckedOptions
{
    public const string Section = "Knowledge";

    /// <summary>
    /// The folder of articles. Default <c>knowledge</c>. A relative path is looked for in the current directory, then in the working
    /// copy that the program was built from (so that an edited article is seen), then beside the program.
    /// </summary>
    public string Folder { get; set; } = "knowledge";

    /// <summary>The language of an article that names none. BCP 47, default <c>id</c>.</summary>
    public string DefaultLanguage { get; set; } = "id";

    /// <summary>
    /// <c>BuiltIn</c> (default, Indonesian and English), <c>English</c>, <c>None</c> (words alone), <c>Service</c> (the model service's,
    /// section <c>Answering:Model</c>), or the path of a folder that holds <c>model.onnx</c> and its <c>vocab.txt</c> or
    /// <c>sentencepiece.bpe.model</c>.
    /// </summary>
    public string Encoder { get; set; } = "BuiltIn";

    private static readonly string[] Named = ["BuiltIn", "English", "None"];

    internal const string ServiceNeeds =
        "Knowledge:Encoder is Service, which needs Answering:Model:Provider and Answering:Model:EmbeddingDeployment.";

    internal bool AsksService => IsEncoder("Service");

    /// <summary>
    /// Where the encoder's model and the articles' vectors are kept. Default: the user's local application data, <c>CxBot</c>.
    /// </summary>
    public string? CacheFolder { get; set; }

    /// <summary>How long the folder must be quiet before it is read again, in milliseconds; 50 to 10,000, default 300.</summary>
    public int QuietMilliseconds { get; set; } = 300;

    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(Folder))
            yield return $"{Section}:Folder is empty; it names the folder of articles.";
        if (string.IsNullOrWhiteSpace(DefaultLanguage))
            yield return $"{Section}:DefaultLanguage is empty; it is a BCP 47 code such as id or en.";
        if (string.IsNullOrWhiteSpace(Encoder))
            yield return $"{Section}:Encoder is empty. {EncoderModel.Wanted}";
        else if (!AsksService && !Named.Any(IsEncoder) && !Directory.Exists(Encoder))
            yield return $"{Section}:Encoder is '{Encoder}', which is none of {string.Join(", ", Named)} and Service, "
                + "nor a folder that exists.";
        if (QuietMilliseconds is < 50 or > 10_000)
            yield return $"{Section}:QuietMilliseconds is {QuietMilliseconds}; it is 50 to 10000.";
    }

    private bool IsEncoder(string name) => Encoder.Equals(name, StringComparison.OrdinalIgnoreCase);
}
