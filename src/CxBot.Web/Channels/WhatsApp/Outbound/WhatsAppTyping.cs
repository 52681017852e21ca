using System.Collections.Concurrent;
using System.Threading.Channels;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Storage;
using CxBot.Web.Channels.WhatsApp.Graph;
using CxBot.Web.Channels.WhatsApp.Inbound;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace CxBot.Web.Channels.WhatsApp.Outbound;

/// <summary>Shows the customer that bot or agent works on their message: read, and typing. Manners only: what fails here is let
/// go.</summary>
public sealed partial class WhatsAppTyping(WhatsAppClient client, Typing typing, Leases leases, IDbContextFactory<CxBotDbContext> contexts,
    IOptions<WhatsAppOptions> options, TimeProvider time, ILogger<WhatsAppTyping> logger) : BackgroundService
{
    private const int AtOnce = 4;

    /// <summary>Meta shows it for 25 seconds.</summary>
    private static readonly TimeSpan Shown = TimeSpan.FromSeconds(20);

    private readonly Channel<ConversationId> _wanted = Channel.CreateBounded<ConversationId>(
        new BoundedChannelOptions(200) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly ConcurrentDictionary<ConversationId, (string MessageId, DateTimeOffset At)> _shown = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.IsOn)
            return;
        typing.Reported += Want;
        try
        {
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => ShowAllAsync(stoppingToken)));
        }
        finally
        {
            typing.Reported -= Want;
        }
    }

    private void Want(ConversationId conversationId, TypingSide side)
    {
        if (side == TypingSide.Team && conversationId.Value.StartsWith(WhatsAppChannel.ConversationPrefix, StringComparison.Ordinal))
            _wanted.Writer.TryWrite(conversationId);
    }

    private async Task ShowAllAsync(CancellationToken cancellationToken)
    {
        await foreach (var conversationId in _wanted.Reader.ReadAllAsync(cancellationToken))
        {
            try
            {
                await ShowAsync(conversationId, cancellationToken);
            }
            catch (Exception failure)
                when (failure is HttpRequestException or IOException or TimeoutRejectedException or BrokenCircuitException
                    || Channels.StorageFailure.Is(failure) && !cancellationToken.IsCancellationRequested)
            {
                NotShown(logger, conversationId, failure.GetType().Name);
            }
        }
    }

    private async Task ShowAsync(ConversationId conversationId, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var last = await db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == conversationId && m.Role == MessageRole.Customer && m.ProviderId != null
                && !m.ProviderId.StartsWith(WhatsAppTranslator.CallPrefix))
            .OrderByDescending(m => m.Sequence).Select(m => new { m.Sequence, Id = m.ProviderId! }).FirstOrDefaultAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (last is null || last.Id.StartsWith("hash:", StringComparison.Ordinal))
            return;
        if (_shown.TryGetValue(conversationId, out var before) && before.MessageId == last.Id && before.At + Shown > now)
            return;
        if (_shown.Count > 10_000)
            _shown.Clear();
        _shown[conversationId] = (last.Id, now);
        // Of several processes one shows it; the lease ends by itself.
        if (await leases.TryTakeAsync($"typing:{conversationId}:{last.Sequence}", Shown, cancellationToken))
            await client.ReadAndTypeAsync(last.Id, cancellationToken);
    }

    [LoggerMessage(1, LogLevel.Debug, "Typing was not shown in conversation {ConversationId}: {Failure}")]
    private static partial void NotShown(ILogger logger, ConversationId conversationId, string failure);
}
