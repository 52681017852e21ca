using System.Runtime.CompilerServices;
using CxBot.Answering.Calibration;
using CxBot.Answering.Model;
using CxBot.Answering.Wording;
using CxBot.Answering;
using CxBot.Knowledge;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CxBot.Benchmarks;

/// <summary>What a written answer costs beside the model: prompt, resilience and the check of each sentence, over a stub that says the
/// article's own sentences bit by bit. The yardstick is the bare stub.</summary>
internal static class ModelBenchmark
{
    private const int Calls = 500;

    public static async Task RunAsync(TextWriter output)
    {
        using var knowledge = new KnowledgeBase(
            Options.Create(new KnowledgeOptions()), TimeProvider.System, NullLogger<KnowledgeBase>.Instance);
        await knowledge.LoadAsync(CancellationToken.None);
        await knowledge.WarmUpAsync(CancellationToken.None);
        var stub = new Stub();
        var options = new ModelOptions { When = ModelUse.Always, CallsPerDay = 1_000_000, CallsPerConversation = 1_000 };
        using var writer = new AnswerWriter(
            stub, options, (_, _, _) => Task.FromResult(true), knowledge, TimeProvider.System, NullLogger<AnswerWriter>.Instance);
        var articles = knowledge.Current.Articles.Where(a => a.Handover is not ArticleHandover.Always).ToArray();

        async Task WriteAsync(int i)
        {
            var article = articles[i % articles.Length];
            var candidate = new Candidate(article, 0.9, article.Title);
            var answer = new Answer(
                [candidate], new Confidence(0.9, new Dictionary<string, double>()), article.Language, AnswerThresholds.Default);
            stub.Says = Said(article);
            await writer.WriteAsync(
                new WritingRequest(new ConversationId($"c{i}"), article.Title, article.Language, answer, candidate,
                    TimeProvider.System.GetUtcNow()), _ => { },
                CancellationToken.None);
        }

        async Task BareAsync(int i)
        {
            stub.Says = Said(articles[i % articles.Length]);
            await foreach (var _ in stub.GetStreamingResponseAsync([])) { }
        }

        await Percentiles.OfAsync(2 * articles.Length, WriteAsync);
        var bare = await Percentiles.OfAsync(Calls, BareAsync);
        var written = await Percentiles.OfAsync(Calls, i => WriteAsync(Calls + i));
        await output.WriteLineAsync(FormattableString.Invariant($"""
            the bare stub     p95 {bare.At(0.95):0.00} ms; {bare}
            a written answer  p95 {written.At(0.95):0.00} ms; {written}; {written.At(0.5) / bare.At(0.5):0.0} times the bare stub
            """));
    }

    /// <summary>The article's sentences, half of them in other words so that the encoder has work.</summary>
    private static string Said(Article article) =>
        string.Join(" ",
            article.Body.Replace("*", "", StringComparison.Ordinal).Split(". ")
                .Select((s, at) => s.Trim().TrimEnd('.') + (at % 2 == 1 ? " ya kak silakan dicoba dahulu" : "") + ". [1]"));

    private sealed class Stub : IChatClient
    {
        public string Says { get; set; } = "";

        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, Says)) { FinishReason = ChatFinishReason.Stop });

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages,
            ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            for (var at = 0; at < Says.Length; at += 5)
                yield return new ChatResponseUpdate(ChatRole.Assistant, Says[at..Math.Min(Says.Length, at + 5)]);
            yield return new ChatResponseUpdate(ChatRole.Assistant, "") { FinishReason = ChatFinishReason.Stop };
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
