using System.ClientModel;
using System.Runtime.CompilerServices;
using System.Text;
using CxBot.Answering.Claims;
using CxBot.Answering.Model;
using CxBot.Knowledge;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Polly;

namespace CxBot.Answering.Wording;

/// <summary>
/// Lets a language model, where there is one, put an answer into words. The only model call, for customers and for agents. Whatever goes
/// wrong with it, the article itself is the answer.
/// </summary>
/// <remarks>Each sentence is checked against the passages before anybody sees it (<see cref="ClaimCheck"/>); no transaction is open
/// meanwhile.</remarks>
public sealed partial class AnswerWriter : IDisposable
{
    /// <summary>The time from the customer's message to the written answer, whatever the model does. A little is left to store
    /// it.</summary>
    private static readonly TimeSpan Overall = TimeSpan.FromSeconds(7.5);

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.5);

    /// <summary>Fewer than the turns that may run at once, so that a slow service does not hold up turns that need no model.</summary>
    private const int AtOnce = 16;

    private const int Longest = 3_000;

    private readonly IChatClient? _model;
    private readonly ModelOptions _options;
    private readonly KnowledgeBase _knowledge;
    private readonly TimeProvider _time;
    private readonly ILogger<AnswerWriter> _logger;
    private readonly Func<ConversationId, string?, CancellationToken, Task<bool>> _mayAsk;
    private readonly ResiliencePipeline<Writing> _pipeline;
    private readonly SemaphoreSlim _places = new(AtOnce);
    private readonly RecentWritings _recent = new();

    /// <param name="mayAsk">Takes one call from the budget, for a conversation and the hash of its network address, and says whether one
    /// was left.</param>
    internal AnswerWriter(
        IChatClient? model,
        ModelOptions options,
        Func<ConversationId, string?, CancellationToken, Task<bool>> mayAsk,
        KnowledgeBase knowledge,
        TimeProvider time,
        ILogger<AnswerWriter> logger)
    {
        (_model, _options, _mayAsk, _knowledge, _time, _logger) = (model, options, mayAsk, knowledge, time, logger);
        _pipeline = ModelPipeline.Build(time);
    }

    /// <summary>Whether there is a model.</summary>
    public bool IsOn => _model is not null;

    /// <summary>Forgets what was written for a conversation that is erased.</summary>
    public void Forget(ConversationId conversationId) => _recent.Forget(conversationId);

    /// <summary>Whether the model would be asked for this answer.</summary>
    public bool Wants(WritingRequest request) => IsOn && (_options.When is ModelUse.Always || request.IsHelped(_options.SureFrom));

    /// <param name="checkedSoFar">Gets the written and checked text whenever a sentence is added.</param>
    public async Task<Writing> WriteAsync(WritingRequest request, Action<string> checkedSoFar, CancellationToken cancellationToken)
    {
        if (!Wants(request))
            return Writing.Without(WritingOutcome.NotNeeded);
        // A turn that is decided again asks the model and pays once.
        if (_recent.Find(request) is { } known)
            return known;
        var deadline = Earlier(request.AskedAt + Overall, _time.GetUtcNow() + _options.Timeout);
        return Done(request, await WithinAsync(token => AskOnceAsync(request, checkedSoFar, token), deadline, cancellationToken));
    }

    /// <summary>Writes an answer for an agent to look over, sure or not: what no customer reads before somebody has read it.</summary>
    public async Task<Writing> DraftAsync(WritingRequest request, CancellationToken cancellationToken)
    {
        if (!IsOn)
            return Writing.Without(WritingOutcome.NotNeeded);
        if (_recent.Find(request) is { Outcome: WritingOutcome.Written } known)
            return known;
        var deadline = _time.GetUtcNow() + _options.Timeout;
        var writing = await WithinAsync(token => AskOnceAsync(request, _ => { }, token), deadline, cancellationToken);
        // What failed may be asked again.
        if (writing.Outcome is WritingOutcome.Written)
            _recent.Keep(request, writing);
        return writing;
    }

    /// <summary>Sums up for agents what was said. What it says of numbers, dates and links stands in what was said, or it is left
    /// out.</summary>
    public async Task<Writing> SummariseAsync(SummaryRequest request, CancellationToken cancellationToken)
    {
        if (!IsOn)
            return Writing.Without(WritingOutcome.NotNeeded);
        var deadline = _time.GetUtcNow() + _options.Timeout;
        return await WithinAsync(token => SummariseOnceAsync(request, token), deadline, cancellationToken);
    }

    public void Dispose()
    {
        _model?.Dispose();
    }

    private Writing Done(WritingRequest request, Writing writing)
    {
        if (writing.Outcome is not WritingOutcome.Written)
            Unwritten(_logger, writing.Outcome, request.ConversationId);
        _recent.Keep(request, writing);
        return writing;
    }

    /// <summary>Asks where there is time and a place, and says in one word what went wrong.</summary>
    private async Task<Writing> WithinAsync(
        Func<CancellationToken, ValueTask<Writing>> ask, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        if (deadline - _time.GetUtcNow() < Shortest)
            return Writing.Without(WritingOutcome.TimedOut);
        if (!_places.Wait(0, cancellationToken))
            return Writing.Without(WritingOutcome.Resting);
        try
        {
            return await AskAsync(ask, deadline, cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task<Writing> AskAsync(
        Func<CancellationToken, ValueTask<Writing>> ask, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(ModelPipeline.Deadline, deadline);
        try
        {
            return await _pipeline.ExecuteAsync((c, once) => once(c.CancellationToken), context, ask);
        }
        catch (TimeoutRejectedException)
        {
            return Writing.Without(WritingOutcome.TimedOut);
        }
        catch (BrokenCircuitException)
        {
            return Writing.Without(WritingOutcome.Resting);
        }
#pragma warning disable CA1031 // Whatever failed, the article itself is the answer.
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            ModelFailed(_logger, failure.GetType().Name, (failure as ClientResultException)?.Status ?? 0);
            return Writing.Without(WritingOutcome.Failed);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<Writing> AskOnceAsync(WritingRequest request, Action<string> checkedSoFar, CancellationToken cancellationToken)
    {
        if (!await _mayAsk(request.ConversationId, request.AddressHash, cancellationToken))
            return Writing.Without(WritingOutcome.Spent);
        var prompt = AnswerPrompt.Write(CustomerMask.Mask(request.Question), request.Passages, request.Language, _options.Tone);
        var wishes = new ChatOptions { MaxOutputTokens = _options.MaxOutputTokens, Temperature = _options.Temperature };
        var check = new WrittenCheck([.. request.Passages.Select(Passage.Of)], Vectors());
        await foreach (var (text, end) in PartsAsync(prompt, wishes, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!check.Read(text))
                return Writing.Without(WritingOutcome.Unsupported);
            if (check.Length > Longest)
                return Writing.Without(WritingOutcome.Nonsense);
            if (end)
                return check.End();
            if (check.HasNews)
                checkedSoFar(check.Shown);
        }
        // The stream ended before the answer did.
        return Writing.Without(WritingOutcome.Nonsense);
    }

    private async ValueTask<Writing> SummariseOnceAsync(SummaryRequest request, CancellationToken cancellationToken)
    {
        if (!await _mayAsk(request.ConversationId, request.AddressHash, cancellationToken))
            return Writing.Without(WritingOutcome.Spent);
        var prompt = SummaryPrompt.Write(request);
        var wishes = new ChatOptions { MaxOutputTokens = _options.MaxOutputTokens, Temperature = _options.Temperature };
        var (written, ended) = (new StringBuilder(), false);
        await foreach (var (text, end) in PartsAsync(prompt, wishes, cancellationToken))
        {
            written.Append(text);
            ended |= end;
            if (written.Length > Longest)
                return Writing.Without(WritingOutcome.Nonsense);
        }
        return ended && SummaryCheck.Read(written.ToString(), request) is { } sound
            ? new Writing(WritingOutcome.Written, sound, [])
            : Writing.Without(WritingOutcome.Nonsense);
    }

    /// <summary>The parts of the model's answer, and whether a part ends it as the model meant.</summary>
    private async IAsyncEnumerable<(string Text, bool End)> PartsAsync(
        IReadOnlyList<ChatMessage> prompt,
        ChatOptions wishes,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!_options.Stream)
        {
            var whole = await _model!.GetResponseAsync(prompt, wishes, cancellationToken);
            yield return (whole.Text, IsWhole(whole.FinishReason));
            yield break;
        }
        await foreach (var part in _model!.GetStreamingResponseAsync(prompt, wishes, cancellationToken))
            yield return (part.Text, IsWhole(part.FinishReason));
    }

    private static bool IsWhole(ChatFinishReason? reason) => reason == ChatFinishReason.Stop;

    private SentenceVectors? Vectors() => _knowledge.Encoder is { } encoder ? new SentenceVectors(encoder, encoder.Encode) : null;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    [LoggerMessage(1, LogLevel.Information, "The article itself is the answer in conversation {ConversationId}: {Outcome}")]
    private static partial void Unwritten(ILogger logger, WritingOutcome outcome, ConversationId conversationId);

    [LoggerMessage(2, LogLevel.Warning, "The model service failed with {Failure}, HTTP status {Status}")]
    private static partial void ModelFailed(ILogger logger, string failure, int status);
}
