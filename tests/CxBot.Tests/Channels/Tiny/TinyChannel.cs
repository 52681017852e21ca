using System.Collections.Concurrent;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Inbound;
using CxBot.Web.Channels;
using CxBot.Web.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Channels.Tiny;

/// <summary>The smallest channel there can be, as the recipe in docs/architecture.md has it: traits, a way in, a sender, and one line that
/// registers them.</summary>
internal static class TinyChannel
{
    public const string Key = "tiny";
    public const string Icon = "<circle cx=\"12\" cy=\"12\" r=\"3\"/>";

    public static readonly ChannelTraits Traits = new(Key, "Tiny Talk")
    {
        Icon = Icon,
        IsPushed = true,
        CostsPerMessage = true,
        ReplyLimit = new ReplyLimit(Bot: TimeSpan.FromHours(24), Agents: TimeSpan.FromDays(7)),
        NumberKind = PersonOnChannel.PhoneKind,
        AdviseOnError = (code, language) => $"advice on {code} in {language}",
    };

    public static IServiceCollection AddTiny(this IServiceCollection services) => services
        .AddChannel(Traits, Key)
        .AddSingleton<TinyGateway>()
        .AddSingleton<TinySender>()
        .AddSingleton<IChannelSender>(provider => provider.GetRequiredService<TinySender>());
}

/// <summary>The way in: what the channel's own service would call.</summary>
internal sealed class TinyGateway(BatchIntake intake, TimeProvider time)
{
    private int _number;

    public Task HearAsync(string phone, string text, bool fromShop = false, Referral? referral = null)
    {
        var now = time.GetUtcNow();
        var message = new ChannelMessage(new PersonOnChannel(TinyChannel.Key, null, phone), "Tini", new InboundMessage
        {
            ConversationId = new(""),
            Channel = TinyChannel.Key,
            Text = text,
            ProviderId = $"t{Interlocked.Increment(ref _number)}",
            RepliesUntil = fromShop ? null : now + TinyChannel.Traits.ReplyLimit!.Bot,
            Content = referral is null ? MessageContent.Empty : MessageContent.Empty with { Referral = referral },
        })
        {
            Address = phone,
            FromShop = fromShop,
            SentAt = now,
        };
        return intake.AcceptAsync(TinyChannel.Key, InboundBatch.Of(message), TestContext.Current.CancellationToken);
    }
}

/// <summary>The way out: the customer's phone, which keeps what it gets.</summary>
internal sealed class TinySender : IChannelSender
{
    public ConcurrentQueue<Message> Sent { get; } = new();

    /// <summary>What the service says to the next messages; null while it takes them.</summary>
    public SendResult? Answer { get; set; }

    public string Channel => TinyChannel.Key;

    public Task<SendResult> SendAsync(Conversation conversation, Message message, int attempts, CancellationToken cancellationToken)
    {
        if (Answer is { } answer)
            return Task.FromResult(answer);
        Sent.Enqueue(message);
        return Task.FromResult<SendResult>(SendResult.Sent.Whole);
    }
}
