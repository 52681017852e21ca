namespace CxBot.Answering.Model;

/// <summary>What can be wrong with the settings of the model, and never what a secret is.</summary>
internal static class ModelProblems
{
    private const string Providers = "AzureOpenAI, OpenAI or OpenAICompatible";

    public static IEnumerable<string> Of(ModelOptions options) => options.IsOff ? [] : [.. OfConnection(options), .. OfBounds(options)];

    private static IEnumerable<string> OfConnection(ModelOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Provider))
        {
            yield return $"Answering:Model:Provider is missing, and other settings of the model are there; it is {Providers}. "
                + "Without a model, leave Answering:Model empty.";
            yield break;
        }
        if (!TryProvider(options.Provider, out var provider))
        {
            yield return $"Answering:Model:Provider is '{options.Provider}'; it is {Providers}.";
            yield break;
        }
        if (!options.Writes && !options.Encodes)
        {
            var whose = provider is ModelProvider.AzureOpenAI ? "deployment in Azure" : "model, as the service calls it";
            yield return $"Answering:Model:Deployment is missing; it is the name of the {whose}.";
        }
        if (string.IsNullOrWhiteSpace(options.ApiKey) && provider is not ModelProvider.OpenAICompatible)
            yield return $"Answering:Model:ApiKey is missing; {provider} needs one.";
        if (Endpoint(options, provider) is { } wrong)
            yield return wrong;
    }

    private static string? Endpoint(ModelOptions options, ModelProvider provider)
    {
        if (provider is ModelProvider.OpenAI)
        {
            return string.IsNullOrWhiteSpace(options.Endpoint) ? null
                : "Answering:Model:Endpoint is set, and OpenAI has its own; "
                    + "leave it empty, or set Answering:Model:Provider to OpenAICompatible.";
        }

        if (string.IsNullOrWhiteSpace(options.Endpoint))
        {
            var example = provider is ModelProvider.AzureOpenAI ? "https://your-resource.openai.azure.com/" : "http://localhost:11434/v1";
            return $"Answering:Model:Endpoint is missing; it is like {example}.";
        }

        if (
            !Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https")
            || address.UserInfo.Length > 0)
            return "Answering:Model:Endpoint is not an http or https address.";
        return address is not { Scheme: "http", IsLoopback: false } ? null
            : "Answering:Model:Endpoint must begin with https: the key and what customers ask would go over the network in the clear. "
                + "Only a service on this machine may be http (http://localhost:11434/v1).";
    }

    private static IEnumerable<string> OfBounds(ModelOptions options)
    {
        if (!Enum.IsDefined(options.When))
            yield return $"Answering:Model:When is '{options.When}'; it is WhereItHelps or Always.";
        if (options.SureFrom is not (>= 0.5 and <= 1))
            yield return "Answering:Model:SureFrom must be 0.5 to 1: from this confidence on the article itself is the answer.";
        if (string.IsNullOrWhiteSpace(options.Tone) || options.Tone.Length > 500)
            yield return "Answering:Model:Tone must be 1 to 500 characters: how the shop speaks.";
        if (options.Timeout < TimeSpan.FromSeconds(0.5) || options.Timeout > TimeSpan.FromSeconds(7))
            yield return "Answering:Model:Timeout must be 00:00:00.5 to 00:00:07.";
        if (options.MaxOutputTokens is < 50 or > 4_000)
            yield return "Answering:Model:MaxOutputTokens must be 50 to 4000.";
        if (options.Temperature is < 0 or > 2)
            yield return "Answering:Model:Temperature must be 0 to 2, or empty for the service's own.";
        if (options.CallsPerConversation is < 1 or > 1_000)
            yield return "Answering:Model:CallsPerConversation must be 1 to 1000.";
        if (options.CallsPerDay is < 1 or > 1_000_000)
            yield return "Answering:Model:CallsPerDay must be 1 to 1000000.";
        if (options.AddressShare is not (>= 0.001 and <= 1))
            yield return "Answering:Model:AddressShare must be 0.001 to 1: the part of a day's calls that one network address may take.";
        if (options.HourShare is not (>= 0.01 and <= 1))
            yield return "Answering:Model:HourShare must be 0.01 to 1: the part of a day's calls that may be made within one hour.";
    }

    public static bool TryProvider(string? name, out ModelProvider provider) =>
        Enum.TryParse(name, ignoreCase: true, out provider) && Enum.IsDefined(provider) && !char.IsAsciiDigit(name![0]);
}
