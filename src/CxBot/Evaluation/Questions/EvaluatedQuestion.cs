using System.IO.Compression;
using System.Text.Json;
using CxBot.Conversations;

namespace CxBot.Evaluation.Questions;

/// <summary>A labelled question, what the bot made of it, and why.</summary>
public sealed record EvaluatedQuestion(Prediction Prediction, Explanation Explanation)
{
    /// <summary>Whether the customer is served: the right article found, or no answer given where there is none.</summary>
    public bool IsGood => Prediction.IsAnswerable ? Prediction.IsRight : Prediction.Decision != DecisionKind.Answer;

    /// <summary>Many questions as few bytes: they are mostly the same names again and again.</summary>
    internal static byte[] Pack(IReadOnlyList<EvaluatedQuestion> questions)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal))
            JsonSerializer.Serialize(zip, questions, JsonSerializerOptions.Web);
        return packed.ToArray();
    }

    internal static IReadOnlyList<EvaluatedQuestion> Unpack(byte[] packed)
    {
        using var zip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<List<EvaluatedQuestion>>(zip, JsonSerializerOptions.Web)!;
    }
}
