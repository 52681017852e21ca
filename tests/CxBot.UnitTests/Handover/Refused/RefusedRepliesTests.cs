using CxBot.Agents;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Handover;
using CxBot.Handover.Refused;
using CxBot.Language;
using CxBot.Storage;
using CxBot.Tests.Testing;
using CxBot.Web.Desk.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Handover.Refused;

public sealed class RefusedRepliesTests : IAsyncLifetime
{
    private readonly AgentServicesFixture _services = new();
    private readonly DateTimeOffset _began = TimeProvider.System.GetUtcNow().AddMinutes(-30);
    private Agent _sari = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _services.MigratedAsync();
        await _services.Services.GetRequiredService<Writer>().StartAsync(Token);
        _sari = (await _services.Accounts.CreateAsync(
            AuditActor.CommandLine, "sari@example.test", "Sari", AgentRoles.Agent, "kuda baterai benar", Token)).Agent!;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.Services.GetRequiredService<Writer>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task A_refused_reply_leaves_the_wait_as_it_was_and_an_accepted_one_ends_it()
    {
        await BeginAsync("c");
        await SayAsync("c", 1, MessageRole.Customer, DeliveryStatus.None, 1);
        await SayAsync("c", 2, MessageRole.Agent, DeliveryStatus.Failed, 5, waited: 1);
        Assert.Equal((2, _began.AddMinutes(1)), await WeighAsync("c"));
        Assert.True((await RowAsync("c")).Failed);
        // Weighed again, told again: the same.
        Assert.Equal((2, _began.AddMinutes(1)), await WeighAsync("c"));
        await SayAsync("c", 3, MessageRole.Agent, DeliveryStatus.Queued, 6);
        Assert.Equal((2, _began.AddMinutes(1)), await WeighAsync("c"));
        await MoveAsync("c", 3, DeliveryStatus.Sent);
        Assert.Equal((null, null), await WeighAsync("c"));
        Assert.False((await RowAsync("c")).Failed);
    }

    [Fact]
    public async Task Who_wrote_after_the_reply_that_was_accepted_waits_since_then()
    {
        await BeginAsync("c");
        await SayAsync("c", 2, MessageRole.Agent, DeliveryStatus.Failed, 5, waited: 1);
        await SayAsync("c", 3, MessageRole.Agent, DeliveryStatus.Queued, 6);
        await SayAsync("c", 4, MessageRole.Customer, DeliveryStatus.None, 7);
        Assert.Equal((2, _began.AddMinutes(1)), await WeighAsync("c"));
        await MoveAsync("c", 3, DeliveryStatus.Delivered);
        Assert.Equal((null, _began.AddMinutes(7)), await WeighAsync("c"));
    }

    [Fact]
    public async Task An_answer_in_another_conversation_of_theirs_makes_it_good_and_one_of_somebody_else_does_not()
    {
        var customer = await BeginAsync("c");
        await SayAsync("c", 2, MessageRole.Agent, DeliveryStatus.Failed, 5, waited: 1);
        Assert.Equal((2, _began.AddMinutes(1)), await WeighAsync("c"));
        await BeginAsync("stranger");
        await SayAsync("stranger", 1, MessageRole.Agent, DeliveryStatus.None, 8);
        await WeighAsync("stranger");
        Assert.Equal((2, _began.AddMinutes(1)), await ReadAsync("c"));
        await BeginAsync("other", customer);
        await SayAsync("other", 1, MessageRole.Agent, DeliveryStatus.None, 8);
        await WeighAsync("other");
        Assert.Equal((null, null), await ReadAsync("c"));
        // A report that comes twice does not bring it back.
        Assert.Equal((null, null), await WeighAsync("c"));
    }

    [Fact]
    public async Task What_fails_after_it_was_resolved_is_marked_and_nobody_waits_and_a_bots_own_is_no_matter()
    {
        await BeginAsync("c");
        await SayAsync("c", 2, MessageRole.Agent, DeliveryStatus.Queued, 5, waited: 1);
        await _services.Services.GetRequiredService<HandoverQueue>().ResolveAsync(new("c"), _sari, HandoverOutcome.Solved, null, Token);
        await MoveAsync("c", 2, DeliveryStatus.Failed);
        Assert.Equal((2, null), await WeighAsync("c"));
        await BeginAsync("bot");
        await SayAsync("bot", 1, MessageRole.Bot, DeliveryStatus.Failed, 5);
        await WriteAsync(db => RefusedReplies.WeighAsync(db, [(new ConversationId("bot"), 1), (new ConversationId("bot"), 2)], Token));
        Assert.Equal((null, null), await ReadAsync("bot"));
    }

    [Fact]
    public async Task Resolving_and_returning_forget_it()
    {
        var queue = _services.Services.GetRequiredService<HandoverQueue>();
        foreach (var id in new[] { "resolved", "returned" })
        {
            await BeginAsync(id);
            await SayAsync(id, 2, MessageRole.Agent, DeliveryStatus.Failed, 5, waited: 1);
            Assert.Equal((2, _began.AddMinutes(1)), await WeighAsync(id));
        }
        await queue.ResolveAsync(new("resolved"), _sari, HandoverOutcome.Solved, null, Token);
        await queue.ReturnToBotAsync(new("returned"), _sari, Token);
        Assert.Equal((null, null), await ReadAsync("resolved"));
        Assert.Equal((null, null), await ReadAsync("returned"));
        Assert.Equal((null, null), await WeighAsync("returned"));
    }

    private async Task<CustomerId> BeginAsync(string id, CustomerId? customer = null)
    {
        await using var db = _services.Db();
        var who = customer is null ? new Customer { CreatedAt = _began } : null;
        if (who is not null)
        {
            db.Add(who);
            await db.SaveChangesAsync(Token);
        }
        var conversation = new Conversation
        {
            Id = new(id),
            Channel = "web",
            CustomerId = customer ?? who!.Id,
            CreatedAt = _began,
            LastMessageAt = _began,
            LastSequence = 10,
        };
        var handover = new HandoverRequest
        {
            ConversationId = new(id),
            Reason = HandoverReason.CustomerAsked,
            Brief = new HandoverBrief([], [], [], Mood.Calm, "id", false, [], [], [], null, null, null),
            RequestedAt = _began,
            QueuedAt = _began,
        };
        db.AddRange(conversation, handover);
        await db.SaveChangesAsync(Token);
        conversation.HandOver(handover.Begun, 1, handover.RequestedAt);
        conversation.Take(_sari.Id, handover.RequestedAt);
        await db.SaveChangesAsync(Token);
        return conversation.CustomerId;
    }

    private async Task SayAsync(string id, long sequence, MessageRole role, DeliveryStatus delivery, int minute, int? waited = null)
    {
        await using var db = _services.Db();
        db.Messages.Add(new Message
        {
            ConversationId = new(id),
            Sequence = sequence,
            Role = role,
            Text = "kata",
            Channel = "web",
            At = _began.AddMinutes(minute),
            Delivery = delivery,
            WaitedSince = waited is { } since ? _began.AddMinutes(since) : null,
        });
        await db.SaveChangesAsync(Token);
    }

    private Task MoveAsync(string id, long sequence, DeliveryStatus delivery) => WriteAsync(db => db.Messages
        .Where(m => m.ConversationId == new ConversationId(id) && m.Sequence == sequence)
        .ExecuteUpdateAsync(set => set.SetProperty(m => m.Delivery, delivery), Token));

    private async Task<(long?, DateTimeOffset?)> WeighAsync(string id)
    {
        await WriteAsync(db => RefusedReplies.WeighAsync(db, new ConversationId(id), Token));
        return await ReadAsync(id);
    }

    private async Task<(long?, DateTimeOffset?)> ReadAsync(string id)
    {
        await using var db = _services.Db();
        var now = await db.Conversations.AsNoTracking().SingleAsync(c => c.Id == new ConversationId(id), Token);
        return (now.FailedSequence, now.CustomerWaitsSince);
    }

    private async Task<BoardRow> RowAsync(string id)
    {
        await using var db = _services.Db();
        return (await BoardQuery.RowsAsync(db, BoardQuery.Of(db, [new ConversationId(id)]), Token)).Single();
    }

    private Task WriteAsync(Func<CxBotDbContext, Task> write) =>
        _services.Services.GetRequiredService<Writer>().RunAsync((db, _) => write(db), Token);
}
