using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using OpenAI;

namespace CxBot.Answering.Model;

/// <summary>Connects to the model service that the settings name. The one place that knows which service it is.</summary>
internal static class ModelConnection
{
    /// <summary>A local service asks for no key, and the client wants one.</summary>
    private const string NoKey = "none";

    public static IChatClient Open(ModelOptions options)
    {
        if (!ModelOptionsValidator.TryProvider(options.Provider, out var provider)) throw new InvalidOperationException("Answering:Model:Provider is not one of the known ones.");
        var kernel = Kernel.CreateBuilder();
        var key = new ApiKeyCredential(string.IsNullOrWhiteSpace(options.ApiKey) ? NoKey : options.ApiKey);
        if (provider is ModelProvider.AzureOpenAI)
            kernel.AddAzureOpenAIChatClient(options.Deployment!, new AzureOpenAIClient(new Uri(options.Endpoint!), key, Plain(new AzureOpenAIClientOptions())));
        else
            kernel.AddOpenAIChatClient(options.Deployment!, new OpenAIClient(key, Plain(new OpenAIClientOptions { Endpoint = provider is ModelProvider.OpenAI ? null : new Uri(options.Endpoint!) })));
        return kernel.Build().Services.GetRequiredService<IChatClient>();
    }

    /// <summary>Repeats and time limits are ours alone: two that repeat would call too often.</summary>
    private static T Plain<T>(T options)
        where T : ClientPipelineOptions
    {
        options.RetryPolicy = new ClientRetryPolicy(maxRetries: 0);
        options.NetworkTimeout = TimeSpan.FromSeconds(30);
        options.ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false };
        return options;
    }
}
