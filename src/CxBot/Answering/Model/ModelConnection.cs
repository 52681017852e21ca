using System.ClientModel.Primitives;
using System.ClientModel;
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
        var kernel = Kernel.CreateBuilder();
        if (Client(options) is AzureOpenAIClient azure)
            kernel.AddAzureOpenAIChatClient(options.Deployment!, azure);
        else
            kernel.AddOpenAIChatClient(options.Deployment!, Client(options));
        return kernel.Build().Services.GetRequiredService<IChatClient>();
    }

    public static IEmbeddingGenerator<string, Embedding<float>> OpenEncoder(ModelOptions options) =>
        Client(options).GetEmbeddingClient(options.EmbeddingDeployment).AsIEmbeddingGenerator();

    private static OpenAIClient Client(ModelOptions options)
    {
        if (!ModelProblems.TryProvider(options.Provider, out var provider))
            throw new InvalidOperationException("Answering:Model:Provider is not one of the known ones.");
        var key = new ApiKeyCredential(string.IsNullOrWhiteSpace(options.ApiKey) ? NoKey : options.ApiKey);
        return provider is ModelProvider.AzureOpenAI
            ? new AzureOpenAIClient(new Uri(options.Endpoint!), key, Plain(new AzureOpenAIClientOptions()))
            : new OpenAIClient(
                key,
                Plain(new OpenAIClientOptions { Endpoint = provider is ModelProvider.OpenAI ? null : new Uri(options.Endpoint!) }));
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
