using CxBot.Hosting;

namespace CxBot.Answering.Model;

/// <summary>
/// The language model that may put answers into words. Section <c>Answering:Model</c>; without it there is none, and the article itself is
/// the answer.
/// </summary>
public sealed class ModelOptions : ICheckedOptions
{
    public const string Section = "Answering:Model";

    /// <summary>
    /// <c>AzureOpenAI</c>, <c>OpenAI</c>, or <c>OpenAICompatible</c> (Gemini, DeepSeek, Llama through Ollama, and others); empty for none.
    /// </summary>
    public string? Provider { get; set; }

    /// <summary>
    /// The service's address; not for <c>OpenAI</c>. Of <c>OpenAICompatible</c>: up to the part before <c>/chat/completions</c>.
    /// </summary>
    public string? Endpoint { get; set; }

    /// <summary>The service's key. <c>OpenAICompatible</c> may have none. It is never shown or logged.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Of Azure: the deployment's name. Elsewhere: the model's name.</summary>
    public string? Deployment { get; set; }

    /// <summary>
    /// Of the encoder, with <c>Knowledge:Encoder</c> <c>Service</c>: the deployment's or model's name. Without <see cref="Deployment"/> the
    /// service is asked for nothing else.
    /// </summary>
    public string? EmbeddingDeployment { get; set; }

    /// <summary>
    /// <c>WhereItHelps</c> (default): not where the article itself is surely the answer. <c>Always</c>: wherever an answer is given.
    /// </summary>
    public ModelUse When { get; set; } = ModelUse.WhereItHelps;

    /// <summary>
    /// From this confidence on the article itself is the answer, unless <see cref="When"/> is <c>Always</c>; 0.5 to 1, default 0.97.
    /// </summary>
    public double SureFrom { get; set; } = 0.97;

    /// <summary>How the shop speaks, in a few words; at most 500 characters.</summary>
    public string Tone { get; set; } = "friendly, warm and to the point, as a good shop assistant speaks; polite, never stiff";

    /// <summary>
    /// The longest wait for a written answer, its repeat included; 500 ms to 7 s, default 5 s. After it the article itself is the answer.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest written answer, in tokens; 50 to 4,000, default 600.</summary>
    public int MaxOutputTokens { get; set; } = 600;

    /// <summary>The model's own measure of how freely it writes, 0 to 2; by default the service's, because some models take none.</summary>
    public float? Temperature { get; set; }

    /// <summary>Whether the answer is asked for bit by bit, and checked sentences are shown while it is written. Default true.</summary>
    public bool Stream { get; set; } = true;

    /// <summary>Calls in one conversation within 24 hours; 1 to 1,000, default 20. After them the article itself is the answer.</summary>
    public int CallsPerConversation { get; set; } = 20;

    /// <summary>
    /// Calls of all processes in one day (UTC); 1 to 1,000,000, default 2,000. After them the article itself is the answer.
    /// </summary>
    public int CallsPerDay { get; set; } = 2_000;

    /// <summary>
    /// The part of a day's calls that one network address may take; 0.001 to 1, default 0.1. WhatsApp has no addresses and is not limited
    /// by it.
    /// </summary>
    public double AddressShare { get; set; } = 0.1;

    /// <summary>
    /// The part of a day's calls that all together may take within one hour; 0.01 to 1, default 0.25: a flood leaves something for the rest
    /// of the day.
    /// </summary>
    public double HourShare { get; set; } = 0.25;

    /// <summary>Whether no service is set at all.</summary>
    public bool IsOff =>
        string.IsNullOrWhiteSpace(Provider)
        && string.IsNullOrWhiteSpace(Endpoint)
        && string.IsNullOrWhiteSpace(ApiKey)
        && !Writes
        && !Encodes;

    /// <summary>Whether a model may put answers into words.</summary>
    public bool Writes => !string.IsNullOrWhiteSpace(Deployment);

    /// <summary>Whether the service has an encoder.</summary>
    public bool Encodes => !string.IsNullOrWhiteSpace(EmbeddingDeployment);

    public IEnumerable<string> Problems() => ModelProblems.Of(this);
}

/// <summary>When the model is asked.</summary>
public enum ModelUse
{
    WhereItHelps,
    Always,
}

/// <summary>The wire that a model service speaks.</summary>
internal enum ModelProvider
{
    AzureOpenAI,
    OpenAI,
    OpenAICompatible,
}
