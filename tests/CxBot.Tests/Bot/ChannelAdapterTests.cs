using CxBot.Conversations;
using CxBot.Turns;
using CxBot.Web.Bot;
using CxBot.Web.Channels.DirectLine;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace CxBot.Tests.Bot;

public sealed class ChannelAdapterTests
{
    [Fact]
    public async Task Each_pending_message_passes_the_middleware_as_an_activity_of_its_own()
    {
        var (bot, upper) = (new RecordingBot(), new Changing(text => text.ToUpperInvariant()));
        await RunAsync(bot, [upper], Said(1, "refund"), Said(2, "belum\nmasuk"), Said(3, "kak"));

        Assert.Equal(["refund", "belum\nmasuk", "kak"], upper.Heard);
        Assert.Equal(["REFUND", "BELUM\nMASUK", "KAK"], bot.Read);
        Assert.Equal(["refund", "belum\nmasuk", "kak"], bot.Written);
    }

    [Fact]
    public async Task An_event_and_the_messages_after_it_are_not_of_the_same_turn()
    {
        var (bot, same) = (new RecordingBot(), new Changing(text => text));
        await RunAsync(bot, [same], Said(1, "refund"), Event(2), Said(3, "kak"));

        Assert.Equal(["refund"], bot.Read);
    }

    [Fact]
    public async Task What_a_middleware_changes_in_a_reply_is_what_is_said()
    {
        var result = await RunAsync(new RecordingBot("halo"), [new ChangingReplies()], Said(1, "hi"));

        Assert.Equal(["halo!"], result!.Replies.Select(r => r.Text));
    }

    [Fact]
    public async Task A_message_that_a_middleware_answers_itself_is_a_turn_of_its_own()
    {
        var (bot, closed) = (new RecordingBot(), new Keeping("spam", "Kami tutup."));
        var result = await RunAsync(bot, [closed], Said(1, "spam"), Said(2, "refund"));

        Assert.Empty(bot.Read);
        Assert.Equal((TurnOutcome.SmallTalk, 1, "Kami tutup."), (result!.Outcome, result.LastSequence, Assert.Single(result.Replies).Text));
    }

    [Fact]
    public async Task A_message_that_a_middleware_keeps_without_a_word_is_ignored_and_what_came_before_it_is_read()
    {
        var bot = new RecordingBot();
        await RunAsync(bot, [new Keeping("spam", null)], Said(1, "refund"), Said(2, "spam"), Said(3, "halo"));
        Assert.Equal(["refund"], bot.Read);

        await RunAsync(bot, [new Keeping("spam", null)], Said(1, "refund"), Said(2, "spam"));
        Assert.Equal(["refund"], bot.Read);

        var ignored = await RunAsync(bot, [new Keeping("spam", null)], Said(2, "spam"));
        Assert.Equal((TurnOutcome.Ignored, 2), (ignored!.Outcome, ignored.LastSequence));
    }

    private static Task<TurnResult?> RunAsync(
        IBot bot, IReadOnlyList<Microsoft.Bot.Builder.IMiddleware> middleware, params HeardMessage[] pending)
    {
        var conversation = new Conversation { Id = new("c"), Channel = WebChannel.Key };
        return new ChannelAdapter(WebChannel.Key, "directline", middleware).RunAsync(
            new TurnWork(conversation, pending, false), bot, TestContext.Current.CancellationToken);
    }

    private static HeardMessage Said(long sequence, string text) => Message(sequence, MessageKind.Text, text);

    private static HeardMessage Event(long sequence) => Message(sequence, MessageKind.Event, "");

    private static HeardMessage Message(long sequence, MessageKind kind, string text) => HeardMessage.AsWritten(new Message
    {
        ConversationId = new("c"),
        Channel = WebChannel.Key,
        Role = MessageRole.Customer,
        Kind = kind,
        Sequence = sequence,
        Text = text,
    });

    /// <summary>Keeps what it reads, and says one thing or nothing.</summary>
    private sealed class RecordingBot(string? reply = null) : IBot
    {
        public IReadOnlyList<string> Read { get; private set; } = [];
        public IReadOnlyList<string> Written { get; private set; } = [];

        public async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            var work = turnContext.TurnState.Get<TurnWork>();
            Read = [.. work.Pending.SkipLast(1).Select(m => m.Text), turnContext.Activity.Text];
            Written = [.. work.Pending.Select(m => m.Message.Text)];
            if (reply is not null)
                await turnContext.SendActivityAsync(reply, cancellationToken: cancellationToken);
            turnContext.TurnState.Set(TurnResult.Silent(TurnOutcome.SmallTalk, work.Conversation, work.Pending[^1]));
        }
    }

    private sealed class Changing(Func<string, string> change) : Microsoft.Bot.Builder.IMiddleware
    {
        public List<string> Heard { get; } = [];

        public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            Heard.Add(turnContext.Activity.Text);
            turnContext.Activity.Text = change(turnContext.Activity.Text);
            return next(cancellationToken);
        }
    }

    private sealed class ChangingReplies : Microsoft.Bot.Builder.IMiddleware
    {
        public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            turnContext.OnSendActivities((_, activities, send) =>
            {
                foreach (var activity in activities)
                    activity.Text += "!";
                return send();
            });
            return next(cancellationToken);
        }
    }

    private sealed class Keeping(string kept, string? answer) : Microsoft.Bot.Builder.IMiddleware
    {
        public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default) =>
            turnContext.Activity.Text != kept ? next(cancellationToken)
            : answer is null ? Task.CompletedTask
            : turnContext.SendActivityAsync(MessageFactory.Text(answer), cancellationToken);
    }
}
