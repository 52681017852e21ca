using System.Text.RegularExpressions;
using CxBot.Agents;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Handover;
using CxBot.Language;
using CxBot.Storage;
using CxBot.Tests.Testing;
using CxBot.Web.Desk.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Handover;

/// <summary>A queue that is acted on, with a record of its own of who waits since when and who has read what: every sentence is held
/// against that, and against the database.</summary>
internal sealed partial class ToldQueue(AgentServicesFixture services, FakeTimeProvider time, IReadOnlyList<Agent> agents)
{
    private readonly List<Case> _cases = [];
    private readonly Dictionary<(string Agent, string Conversation), (DateTimeOffset Since, long Sequence)> _looks = [];
    private bool _somebodyIsThere;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private HandoverQueue Queue => services.Services.GetRequiredService<HandoverQueue>();

    private Writer Writer => services.Services.GetRequiredService<Writer>();

    /// <summary>Does one thing, and judges what was said of it.</summary>
    /// <returns>How many sentences were said.</returns>
    public async Task<int> DoAsync(QueueAct act, int which, Agent agent, Agent other)
    {
        // Two in three acts are by an agent who may.
        if (agent != agents[0] && act is not (QueueAct.Open or QueueAct.Take))
            (which, agent) = await OwnedAsync(which) ?? (which, agent);
        if (_cases.Count == 0)
            await PresentAsync(false);
        time.Advance(TimeSpan.FromSeconds(1));
        if (act is QueueAct.Ask or QueueAct.AskUrgently)
        {
            // What agents have read of an earlier queue's conversations is still known.
            _cases.Add(new Case($"{time.GetUtcNow().Ticks}", act == QueueAct.AskUrgently, time.GetUtcNow()));
            which = _cases.Count - 1;
        }
        else if (_cases.Count == 0)
            return 0;
        var one = _cases[which % _cases.Count];
        var waited = one.Owed is not null;
        var mayHaveRead = HasRead(agent, one);
        try
        {
            await ActAsync(act, one, agent, other);
        }
        catch (ConversationConflictException)
        {
            // What cannot be is not done, and nothing is said of it.
            Assert.Empty(await NewAsync(one));
            return 0;
        }
        var told = await NewAsync(one);
        foreach (var message in told)
            await JudgeAsync(act, one, agent, other, message, waited, mayHaveRead);
        return told.Count;
    }

    /// <summary>A conversation that an agent has, and that agent; null where none has any.</summary>
    private async Task<(int Which, Agent Owner)?> OwnedAsync(int which)
    {
        await using var db = services.Db();
        var owned = await db.Conversations.Where(c => c.OwnerId != null).OrderBy(c => c.Id).Select(c => new { c.Id, c.OwnerId })
            .ToListAsync(Token);
        return owned.Count == 0 ? null : (_cases.FindIndex(c => c.Id == owned[which % owned.Count].Id),
            agents.Single(a => a.Id == owned[which % owned.Count].OwnerId));
    }

    private Task ActAsync(QueueAct act, Case one, Agent agent, Agent other) => act switch
    {
        QueueAct.Ask or QueueAct.AskUrgently => AskAsync(one),
        QueueAct.Write => WriteAsync(one),
        QueueAct.Open => OpenAsync(one, agent),
        QueueAct.Take => Queue.TryClaimAsync(one.Id, agent, Token),
        QueueAct.Reply => ReplyAsync(one, agent),
        QueueAct.Release => BackAsync(one, Queue.ReleaseAsync(one.Id, agent, Token)),
        QueueAct.Transfer => Queue.TransferAsync(one.Id, agent, other, asAdministrator: false, Token),
        QueueAct.Vanish => BackAsync(one, Queue.RequeueVanishedAsync(one.Id, agent.Id, Token)),
        QueueAct.Disable => DisableAsync(one, agent),
        QueueAct.ReturnToBot => Queue.ReturnToBotAsync(one.Id, agent, Token),
        QueueAct.Resolve => Queue.ResolveAsync(one.Id, agent, HandoverOutcome.Solved, null, Token),
        QueueAct.Leave => PresentAsync(!_somebodyIsThere),
        _ => WaitAsync(),
    };

    private async Task JudgeAsync(
        QueueAct act, Case one, Agent agent, Agent other, Message message, bool waited, bool mayHaveRead)
    {
        await using var db = services.Db();
        var conversation = await db.Conversations.SingleAsync(c => c.Id == one.Id, Token);
        var notice = Assert.IsType<MessageContent.Notice>(message.Content);
        Assert.Equal(conversation.Status, notice.Handover.State switch
        {
            HandoverStage.Waiting => ConversationStatus.WaitingForAgent,
            HandoverStage.WithAgent => ConversationStatus.WithAgent,
            HandoverStage.WithBot => ConversationStatus.WithBot,
            _ => ConversationStatus.Resolved,
        });
        Assert.DoesNotContain("depan antrean", message.Text, StringComparison.OrdinalIgnoreCase);
        await JudgePlaceAsync(db, conversation, message, notice);
        Assert.Equal(act == QueueAct.Take && mayHaveRead, Sentences.Holds(message.Text, "TakenRead"));
        if (Sentences.Holds(message.Text, "Taken"))
            Assert.Equal((agent.Id, agent.DisplayName), (conversation.OwnerId!, notice.Handover.Agent!.Name));
        if (Sentences.Holds(message.Text, "Transferred"))
            Assert.Equal((other.Id, other.Id), (conversation.OwnerId!, notice.Act!.To!.Id));
        if (act is QueueAct.Vanish or QueueAct.Disable)
            Assert.True(waited, "who waits for nothing is told nothing");
        if (act is not (QueueAct.Ask or QueueAct.AskUrgently))
            Assert.Equal(agent.Named(), notice.Act!.By);
    }

    /// <summary>The place that is said is the place in this record, on the desk's list, and nothing is said of a place elsewhere.</summary>
    private async Task JudgePlaceAsync(CxBotDbContext db, Conversation conversation, Message message, MessageContent.Notice notice)
    {
        var named = Number().Match(message.Text);
        if (conversation.Status != ConversationStatus.WaitingForAgent)
        {
            Assert.False(named.Success, message.Text);
            return;
        }
        var waiting = await db.Conversations.Where(c => c.Status == ConversationStatus.WaitingForAgent).Select(c => c.Id)
            .ToListAsync(Token);
        var place = 1 + _cases.Where(c => waiting.Contains(c.Id)).OrderBy(c => !c.Urgent).ThenBy(c => c.Owed)
            .ThenBy(_cases.IndexOf).Select(c => c.Id).ToList().IndexOf(conversation.Id);
        var listed = (await BoardQuery.WaitingAsync(db, Token)).Select(row => row.Id).ToList();
        Assert.Equal((place, place), (1 + listed.IndexOf(conversation.Id), notice.Handover.Position!.Value));
        Assert.Equal(_somebodyIsThere, named.Success);
        if (named.Success)
            Assert.Equal(place.ToString(System.Globalization.CultureInfo.InvariantCulture), named.Groups[1].Value);
        else
            Assert.True(Sentences.Holds(message.Text, "QueuedNobody"), message.Text);
    }

    private bool HasRead(Agent agent, Case one) => _looks.TryGetValue((agent.Id, one.Id.Value), out var look)
        && look.Sequence >= one.LastWritten && time.GetUtcNow() - look.Since >= Readers.ReadingTime;

    private Task AskAsync(Case one) => Writer.RunAsync(async (db, token) =>
    {
        var now = time.GetUtcNow();
        db.Add(new Conversation
        {
            Id = one.Id,
            Channel = "web",
            Customer = new Customer { CreatedAt = now },
            CreatedAt = now,
            LastMessageAt = now,
        });
        await db.SaveChangesAsync(token);
        await AppendAsync(db, one, token);
        var handover = new HandoverRequest
        {
            ConversationId = one.Id,
            Reason = HandoverReason.CustomerAsked,
            Priority = one.Urgent ? HandoverPriority.Urgent : HandoverPriority.Normal,
            Brief = new HandoverBrief([], [], [], Mood.Calm, "id", false, [], [], [], null, null, null),
            RequestedAt = now,
            QueuedAt = now,
        };
        db.Add(handover);
        await db.SaveChangesAsync(token);
        db.ChangeTracker.Clear();
        var conversation = await db.Conversations.SingleAsync(c => c.Id == one.Id, token);
        conversation.HandOver(handover.Begun, 1, handover.RequestedAt);
        conversation.CustomerWaitsSince = now;
        await db.SaveChangesAsync(token);
        await services.Services.GetRequiredService<CustomerNotices>().SayQueuedAsync(db, conversation, handover, null, token);
        await db.SaveChangesAsync(token);
    }, Token);

    private async Task WriteAsync(Case one)
    {
        await Writer.RunAsync((db, token) => AppendAsync(db, one, token), Token);
        await using var db = services.Db();
        if (await db.Conversations.AnyAsync(c => c.Id == one.Id && c.HandoverId != null, Token))
            one.Owed ??= time.GetUtcNow();
    }

    private async Task AppendAsync(CxBotDbContext db, Case one, CancellationToken cancellationToken)
    {
        var message = new InboundMessage { ConversationId = one.Id, Channel = "web", Text = "halo" };
        one.LastWritten = (await MessageLog.AppendInboundAsync(db, message, time.GetUtcNow(), cancellationToken))!.Value;
    }

    private Task OpenAsync(Case one, Agent agent)
    {
        services.Services.GetRequiredService<Readers>().Looked(one.Id, agent.Id, one.LastWritten);
        var since = _looks.TryGetValue((agent.Id, one.Id.Value), out var before) ? before.Since : time.GetUtcNow();
        _looks[(agent.Id, one.Id.Value)] = (since, one.LastWritten);
        return Task.CompletedTask;
    }

    private async Task ReplyAsync(Case one, Agent agent)
    {
        await services.Services.GetRequiredService<AgentReplies>().ReplyAsync(one.Id, agent, "baik", null, Token);
        one.Owed = null;
    }

    /// <summary>Whoever comes back keeps the wait they had, and never begins anew.</summary>
    private async Task BackAsync(Case one, Task act)
    {
        await act;
        await using var db = services.Db();
        if (await db.Conversations.AnyAsync(c => c.Id == one.Id && c.Status == ConversationStatus.WaitingForAgent, Token))
            one.Owed ??= one.Asked;
    }

    private async Task DisableAsync(Case one, Agent agent)
    {
        await using var db = services.Db();
        var hadIt = await db.Conversations.AnyAsync(c => c.Id == one.Id && c.OwnerId == agent.Id, Token);
        await Queue.ReleaseFromAsync(one.Id, agent, Token);
        if (hadIt)
            one.Owed ??= time.GetUtcNow();
    }

    private async Task PresentAsync(bool present)
    {
        _somebodyIsThere = present;
        await WaitAsync();
    }

    private async Task WaitAsync()
    {
        time.Advance(TimeSpan.FromSeconds(7));
        DateTimeOffset? seen = _somebodyIsThere ? time.GetUtcNow() + TimeSpan.FromSeconds(50) : null;
        await using var db = services.Db();
        await db.Users.ExecuteUpdateAsync(set => set.SetProperty(a => a.LastSeenAt, seen), Token);
    }

    private async Task<IReadOnlyList<Message>> NewAsync(Case one)
    {
        await using var db = services.Db();
        var told = await db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == one.Id && m.Sequence > one.Judged && m.Role == MessageRole.System).ToListAsync(Token);
        one.Judged = Math.Max(one.Judged, told.Count == 0 ? 0 : told.Max(m => m.Sequence));
        return told;
    }

    [GeneratedRegex(@"nomor (\d+) dalam antrean")]
    private static partial Regex Number();

    private sealed class Case(string id, bool urgent, DateTimeOffset asked)
    {
        public ConversationId Id => new(id);
        public bool Urgent => urgent;
        public DateTimeOffset Asked => asked;
        public DateTimeOffset? Owed { get; set; } = asked;
        public long LastWritten { get; set; }
        public long Judged { get; set; }
    }
}
