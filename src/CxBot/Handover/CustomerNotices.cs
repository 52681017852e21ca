using System.Globalization;
using CxBot.Agents;
using CxBot.Conversations;
using CxBot.Handover.Hours;
using CxBot.Handover.Later;
using CxBot.Storage;
using CxBot.Surveys;
using CxBot.Words;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Handover;

/// <summary>What customers are told about their handover: always real figures, always in the transaction that makes them true.</summary>
public sealed class CustomerNotices(TeamPresence team, Readers readers, SurveyAsking surveys, TimeProvider time)
{
    private static readonly TimeSpan RecentWaits = TimeSpan.FromDays(14);

    /// <summary>The handover's state as its customer may know it; null where no handover was ever made for the conversation.</summary>
    public async Task<HandoverState?> StateAsync(CxBotDbContext db, ConversationId conversationId, CancellationToken cancellationToken)
    {
        var conversation = await db.Conversations.AsNoTracking().SingleOrDefaultAsync(c => c.Id == conversationId, cancellationToken);
        if (conversation?.HandoverId is not { } id)
            return null;
        var handover = await db.Handovers.AsNoTracking().SingleAsync(h => h.Id == id, cancellationToken);
        return await StateAsync(db, conversation, handover, cancellationToken);
    }

    /// <summary>Appends a system message with the words, the state, and what was done; the caller saves.</summary>
    public async Task SayAsync(CxBotDbContext db, Conversation conversation, HandoverRequest handover, HandoverAct act, string words,
        object[] arguments, CancellationToken cancellationToken)
    {
        var state = await StateAsync(db, conversation, handover, cancellationToken);
        var asks = await QuestionAsync(db, conversation, handover, cancellationToken);
        var content = new MessageContent.Notice(state, AskRatingOf: asks is { Kind: SurveyKind.Csat } ? handover.Id : null, Act: act)
        {
            Asks = asks,
        };
        var notice = await AppendAsync(
            db, conversation, CustomerWords.Say(words, conversation.Language, arguments), content, cancellationToken);
        if (asks is not null)
            surveys.Keep(db, conversation, asks, notice, handover.Id, handover.AgentId);
    }

    /// <summary>Appends the notice that an agent has taken the conversation. That they have read it is said only of who has.</summary>
    public Task SayTakenAsync(
        CxBotDbContext db, Conversation conversation, HandoverRequest handover, Agent agent, CancellationToken cancellationToken) =>
        SayAsync(db, conversation, handover, new HandoverAct(HandoverActKind.Taken, agent.Named()),
            readers.HasRead(conversation.Id, agent.Id, conversation.LastCustomerSequence) ? "TakenRead" : "Taken", [agent.DisplayName],
            cancellationToken);

    /// <summary>Appends the notice that the conversation waits: its place, how long it takes, or when people are back.</summary>
    /// <param name="lead">What is said before it in the same message; null for nothing.</param>
    public Task SayQueuedAsync(
        CxBotDbContext db, Conversation conversation, HandoverRequest handover, string? lead, CancellationToken cancellationToken) =>
        SayQueuedAsync(db, conversation, handover, new HandoverAct(HandoverActKind.Queued), lead, cancellationToken);

    /// <summary>The same where it waits again, or for another reason than that it was handed over.</summary>
    public async Task SayQueuedAsync(CxBotDbContext db, Conversation conversation, HandoverRequest handover, HandoverAct act, string? lead,
        CancellationToken cancellationToken)
    {
        var state = await StateAsync(db, conversation, handover, cancellationToken);
        var language = conversation.Language;
        // Nobody is asked for what they have left already, on whichever channel.
        var known = await db.Customers.AnyAsync(
            c => c.Id == conversation.CustomerId && (c.Phone != null || c.Email != null), cancellationToken);
        var words = state switch
        {
            { OpensAt: { } opens } => CustomerWords.Say(known ? "QueuedClosedKnown" : "QueuedClosed", language, SayTime(opens, language)),
            { NobodyPresent: true } => CustomerWords.Say(known ? "QueuedNobodyKnown" : "QueuedNobody", language),
            { WaitMinutes: [var low, var high] } => CustomerWords.Say("Queued", language, state.Position!, low, high),
            _ => CustomerWords.Say("QueuedWithoutEstimate", language, state.Position!),
        };
        if (lead is not null)
            words = $"{lead}\n\n{words}";
        var content = new MessageContent.Notice(state, AskContact: state.NobodyPresent && !known, Act: act);
        await AppendAsync(db, conversation, words, content, cancellationToken);
    }

    /// <summary>Appends plain words of the system.</summary>
    public Task SayPlainAsync(
        CxBotDbContext db, Conversation conversation, string words, object[] arguments, CancellationToken cancellationToken) =>
        AppendAsync(db, conversation, CustomerWords.Say(words, conversation.Language, arguments), MessageContent.Empty, cancellationToken);

    /// <summary>Asks about a case that the bot had alone, where its customer may be asked.</summary>
    public async Task AskAboutBotAsync(CxBotDbContext db, Conversation conversation, CancellationToken cancellationToken)
    {
        if (conversation.CurrentCase is not { Id: var about }
            || await surveys.QuestionAsync(db, conversation, about, time.GetUtcNow(), cancellationToken) is not { } asks)
            return;
        var words = CustomerWords.Say("SurveyBefore", asks.Language);
        var message = await AppendAsync(db, conversation, words, MessageContent.Empty with { Asks = asks }, cancellationToken);
        surveys.Keep(db, conversation, asks, message, handoverId: null, agentId: null);
    }

    /// <summary>Appends words of the system with what they carry.</summary>
    public Task SayAsync(
        CxBotDbContext db, Conversation conversation, string text, MessageContent content, CancellationToken cancellationToken) =>
        AppendAsync(db, conversation, text, content, cancellationToken);

    /// <summary>Recent waits from asking to being taken.</summary>
    public async Task<IReadOnlyList<TimeSpan>> RecentWaitsAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - RecentWaits;
        var times = await db.Handovers.AsNoTracking()
            // Nobody waits for whom the shop writes to by itself.
            .Where(h => h.RequestedAt >= since && h.TakenAt != null && h.Reason != HandoverReason.ShopPhone
                && h.Reason != HandoverReason.TakenByAgent && h.Reason != HandoverReason.Reopened && h.Reason != HandoverReason.Promised)
            .OrderByDescending(h => h.RequestedAt).Take(50)
            .Select(h => new { h.RequestedAt, h.TakenAt })
            .ToListAsync(cancellationToken);
        return [.. times.Select(t => t.TakenAt!.Value - t.RequestedAt)];
    }

    private async Task<HandoverState> StateAsync(
        CxBotDbContext db, Conversation conversation, HandoverRequest handover, CancellationToken cancellationToken)
    {
        switch (conversation.Status)
        {
            case ConversationStatus.WithAgent:
                var agent = await db.Users.Where(a => a.Id == conversation.OwnerId).Select(a => new HandoverAgent(a.DisplayName, a.PhotoId))
                    .SingleOrDefaultAsync(cancellationToken);
                return new HandoverState(handover.Id, HandoverStage.WithAgent, handover.Reason, Agent: agent);
            case ConversationStatus.WaitingForAgent:
                var present = await team.AnyPresentAsync(db, cancellationToken);
                var opensAt = team.Hours.OpensAt(time.GetUtcNow());
                return new HandoverState(handover.Id, HandoverStage.Waiting, handover.Reason,
                    Position: await QueueOrder.PlaceAsync(db, conversation, handover, cancellationToken),
                    WaitMinutes: present && opensAt is null ? WaitEstimate.Range(await RecentWaitsAsync(db, cancellationToken)) : null,
                    CanReturn: true, OpensAt: opensAt, NobodyPresent: !present || opensAt is not null);
            default:
                return new HandoverState(handover.Id,
                    conversation.Status == ConversationStatus.Resolved ? HandoverStage.Resolved : HandoverStage.WithBot, handover.Reason);
        }
    }

    /// <summary>What the customer is asked with the end of a handover; not about spam, nor while something is promised to them.</summary>
    private async Task<SurveyQuestion?> QuestionAsync(
        CxBotDbContext db, Conversation conversation, HandoverRequest handover, CancellationToken cancellationToken)
    {
        if (conversation.Status != ConversationStatus.Resolved || handover.Outcome == HandoverOutcome.Spam)
            return null;
        var isPromised = db.FollowUps.Local.Any(f => IsOpenPromise(f) && f.ConversationId == conversation.Id)
            || await db.FollowUps.AnyAsync(
                f => f.ConversationId == conversation.Id && f.Kind == FollowUpKind.Promise && f.EndedAt == null, cancellationToken);
        return isPromised ? null
            : await surveys.QuestionAsync(db, conversation, handover.CaseId ?? handover.Id, time.GetUtcNow(), cancellationToken);
    }

    private static bool IsOpenPromise(FollowUp followUp) => followUp is { Kind: FollowUpKind.Promise, EndedAt: null };

    private Task<Message> AppendAsync(
        CxBotDbContext db, Conversation conversation, string text, MessageContent content, CancellationToken cancellationToken) =>
        MessageLog.AppendAsync(
            db, conversation, new OutgoingMessage(MessageRole.System, text) { Content = content }, time.GetUtcNow(), cancellationToken);

    private string SayTime(DateTimeOffset moment, string? language)
    {
        var culture = CustomerWords.CultureOf(language);
        var local = TimeZoneInfo.ConvertTime(moment, team.Hours.Zone);
        var today = TimeZoneInfo.ConvertTime(time.GetUtcNow(), team.Hours.Zone).Date;
        var clock = local.ToString(culture.Name == "id" ? "HH.mm" : "HH:mm", CultureInfo.InvariantCulture) + " "
            + HoursInWords.ZoneName(local);
        return (local.Date - today).Days switch
        {
            0 => CustomerWords.Say("Today", language, clock),
            1 => CustomerWords.Say("Tomorrow", language, clock),
            _ => CustomerWords.Say("OnDay", language, local.ToString("dddd d MMMM", culture), clock),
        };
    }
}
