using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Language;
using CxBot.Tests.Testing;
using CxBot.Web.Desk;
using CxBot.Web.Desk.Lists;
using CxBot.Web.Desk.OneConversation.Messages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxBot.Tests.Channels.Tiny;

/// <summary>The recipe "to add a channel": a folder and one line of registration, and everything else is there already.</summary>
public sealed class TinyChannelTests : IAsyncLifetime
{
    private const string Phone = "628111";

    private CxBotApp _app = null!;

    private TinyGateway Gateway => _app.Services.GetRequiredService<TinyGateway>();
    private TinySender Sender => _app.Services.GetRequiredService<TinySender>();

    public async ValueTask InitializeAsync() =>
        _app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), services: services => services.AddTiny());

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_customer_is_answered_handed_over_and_helped_by_an_agent()
    {
        await Gateway.HearAsync(Phone, "refund saya belum masuk");
        var answer = await NextAsync(1);
        Assert.Equal((MessageRole.Bot, "refund-timing"), (answer.Role, (answer.Content as MessageContent.Answer)?.Source.Id.Value));

        await Gateway.HearAsync(Phone, "saya mau bicara dengan orang");
        // Each message costs money here: that they wait, and where in the queue, is one message.
        Assert.Equal(HandoverStage.Waiting, ((await NextAsync(2)).Content as MessageContent.Notice)?.Handover.State);
        var conversation = await ConversationAsync();
        Assert.Equal(ConversationStatus.WaitingForAgent, conversation.Status);

        var sari = await DeskAgent.SitDownAsync(_app, "Sari");
        Assert.True((await sari.TakeAsync(conversation.Id)).Won);
        await sari.ReplyAsync(conversation.Id, "Saya bantu, ya.");
        await Eventually.TrueAsync(
            () => Task.FromResult(Sender.Sent.Any(m => m.Role == MessageRole.Agent && m.Text == "Saya bantu, ya.")), "the agent's reply");
    }

    [Fact]
    public async Task Stop_and_start_referrals_and_echoes_of_the_shops_phone_come_for_free()
    {
        await Gateway.HearAsync(Phone, "STOP");
        Assert.Equal(ConsentWish.Stop, (await NextAsync(1)).Content.Consent?.Wish);
        Assert.NotNull((await ConversationAsync()).StoppedAt);
        await Gateway.HearAsync(Phone, "mulai");
        Assert.Equal(ConsentWish.Start, (await NextAsync(2)).Content.Consent?.Wish);

        await Gateway.HearAsync(Phone, "halo", referral: new Referral("Promo sepatu", null, "https://shop.example/promo", null, null));
        Assert.Equal("Promo sepatu", (await ConversationAsync()).Page?.Title);

        await Gateway.HearAsync(Phone, "Halo, ini toko.", fromShop: true);
        Assert.True((await ConversationAsync()).IsOnShopPhone);
    }

    [Fact]
    public async Task People_may_write_for_longer_than_the_bot_where_the_channel_says_so()
    {
        await Gateway.HearAsync(Phone, "halo");
        var conversation = await ConversationAsync();
        var later = _app.Time.GetUtcNow().AddDays(2);
        Assert.False(ReplyWindow.OfBot(TinyChannel.Traits, conversation, later).IsOpen);
        Assert.True(ReplyWindow.OfAgents(TinyChannel.Traits, conversation, later).IsOpen);
        Assert.False(ReplyWindow.OfAgents(TinyChannel.Traits, conversation, later.AddDays(6)).IsOpen);
    }

    [Fact]
    public async Task The_desk_shows_its_name_its_icon_and_its_own_words_on_a_failure()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<ChannelIcon>(
                ParameterView.FromDictionary(new Dictionary<string, object?> { ["Channel"] = TinyChannel.Key }))).ToHtmlString());
        Assert.Contains("aria-label=\"Tiny Talk\"", html, StringComparison.Ordinal);
        Assert.Contains(TinyChannel.Icon, html, StringComparison.Ordinal);

        Sender.Answer = new SendResult.Refused(42, "No such phone");
        await Gateway.HearAsync(Phone, "refund saya belum masuk");
        await Eventually.TrueAsync(
            () => _app.ReadAsync(db => db.Messages.AnyAsync(m => m.Delivery == DeliveryStatus.Failed)), "a failed message");
        var failed = await _app.ReadAsync(db => db.Messages.FirstAsync(m => m.Delivery == DeliveryStatus.Failed));
        Assert.Contains("advice on 42 in id", DeliveryFault.Say(new DeskWords(), TinyChannel.Traits, failed, failed.Delivery),
            StringComparison.Ordinal);
    }

    private Task<Conversation> ConversationAsync() => _app.ReadAsync(db => db.Conversations.SingleAsync());

    /// <summary>The message that the customer's phone got as the n-th.</summary>
    private async Task<Message> NextAsync(int number)
    {
        await Eventually.TrueAsync(() => Task.FromResult(Sender.Sent.Count >= number), $"message {number}");
        return Sender.Sent.ElementAt(number - 1);
    }
}
