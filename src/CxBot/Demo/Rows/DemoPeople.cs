using System.Globalization;
using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Demo.Plan;
using CxBot.Demo.Texts;
using CxBot.Handover;
using CxBot.Storage;
using CxBot.Words;

namespace CxBot.Demo.Rows;

/// <summary>The part of an invented case that people have.</summary>
internal sealed class DemoPeople(
    CxBotDbContext db, DemoLog log, DemoBot bot, string language, DemoPhrases phrases, IReadOnlyList<NamedAgent> agents, Random random)
{
    private Conversation Conversation => log.Conversation;

    /// <param name="handover">Its row, which has its number already.</param>
    public DemoHandling Play(DemoVisit visit, HandoverRequest handover, DateTimeOffset at)
    {
        var people = visit.People!;
        HandOver(visit, people, handover, at);
        switch (visit.Course)
        {
            case DemoCourse.Waiting:
                if (random.NextDouble() < 0.5)
                    Writes(Of(phrases.Details), log.At + Seconds(20, 200));
                return people;
            case DemoCourse.GaveUp:
                GiveUp(handover, people.TakenAt);
                return people;
        }

        var agent = agents[people.Agent];
        Take(handover, agent, people.TakenAt);
        var first = log.Reply(agent, Say(phrases.AgentFirst, agent.Name), log.At + Seconds(15, 150));
        handover.FirstReplyAt = first.At;
        agent = PassOn(visit.Course, handover, agent, agents[people.Next]);
        for (var round = 0; round < people.Rounds; round++)
        {
            Writes(Of(round == 0 ? phrases.Details : phrases.Follow), log.At + Seconds(20, 260));
            log.Reply(agent, Of(phrases.AgentNext), log.At + Seconds(25, 320));
        }

        End(visit.Course, handover, agent);
        return people;
    }

    private void HandOver(DemoVisit visit, DemoHandling people, HandoverRequest handover, DateTimeOffset at)
    {
        var asked = Lead(visit, people.Reason, at);
        var done = bot.Done(asked);
        log.Cover(asked, TurnOutcome.HandedOver, Enum.Parse<TurnReason>(people.Reason.ToString()), done, visit.Topic,
            0.05 + (0.3 * random.NextDouble()));
        Conversation.HandOver(handover.Begun, asked.Sequence, done);
        Conversation.CustomerWaitsSince = done;
        handover.Case = Conversation.CurrentCase;
        handover.QueuedAt = done;
        handover.Priority = people.Reason is HandoverReason.Angry or HandoverReason.SensitiveTopic
            ? HandoverPriority.Urgent : HandoverPriority.Normal;
        handover.Brief = HandoverBriefWriter.Begin(log.Said, null, language) with
        {
            Tried = [new BriefAttempt(BriefAttemptKind.Found, visit.Topic.Title, 0.2 + (0.3 * random.NextDouble()), visit.Topic.Id)],
        };
        db.Entry(handover).Property(h => h.RequestedAt).CurrentValue = done;
        var words = CustomerWords.Say("HandOver_" + people.Reason, language) + "\n\n"
            + CustomerWords.Say("QueuedWithoutEstimate", language, 1);
        Tell(handover, HandoverStage.Waiting, new HandoverAct(HandoverActKind.Queued), words, done);
    }

    /// <summary>What is said before it goes to people, by why it does.</summary>
    /// <returns>The words that lead there.</returns>
    private Message Lead(DemoVisit visit, HandoverReason reason, DateTimeOffset at)
    {
        switch (reason)
        {
            case HandoverReason.CustomerAsked:
                if (random.NextDouble() < 0.7)
                    at = bot.Answer(bot.Ask(visit.Question, at), visit.Topic, TurnReason.Sure).At + Seconds(15, 150);
                return bot.Ask(Of(phrases.Person), at);
            case HandoverReason.MissedTwice:
                bot.Miss(at, visit.Topic);
                return bot.Ask(Of(phrases.Unknown), log.At + Seconds(15, 90));
            case HandoverReason.LowConfidence:
                return bot.Ask(Of(phrases.Unknown), at);
            case HandoverReason.Angry:
                at = bot.Answer(bot.Ask(visit.Question, at), visit.Topic, TurnReason.Sure).At + Seconds(20, 90);
                return bot.Ask(Of(phrases.Angry), at);
            default:
                return bot.Ask(visit.Question, at);
        }
    }

    private void Take(HandoverRequest handover, NamedAgent agent, DateTimeOffset at)
    {
        at = at > log.At ? at : log.At + Seconds(5, 30);
        Conversation.Take(agent.Id, at);
        (handover.AgentId, handover.AssignedById) = (agent.Id, agent.Id);
        handover.TakenAt ??= at;
        Tell(handover, HandoverStage.WithAgent, new HandoverAct(HandoverActKind.Taken, agent),
            CustomerWords.Say("Taken", language, agent.Name), at, agent);
    }

    private NamedAgent PassOn(DemoCourse course, HandoverRequest handover, NamedAgent from, NamedAgent to)
    {
        if (course is not (DemoCourse.Transferred or DemoCourse.Released))
            return from;
        var note = log.Reply(from, Of(phrases.Notes), log.At + Seconds(40, 300), isNote: true);
        var at = note.At + Seconds(3, 20);
        if (course == DemoCourse.Transferred)
        {
            Conversation.Transfer(to.Id, at);
            (handover.AgentId, handover.QueuedBecause, handover.TransferNoteSequence) = (to.Id, QueuedBecause.Transferred, note.Sequence);
            Tell(handover, HandoverStage.WithAgent, new HandoverAct(HandoverActKind.Transferred, from, to),
                CustomerWords.Say("Transferred", language, to.Name), at, to);
        }
        else
        {
            Conversation.Release(CaseEventKind.Released, at);
            (handover.QueuedAt, handover.QueuedBecause) = (at, QueuedBecause.Released);
            Tell(handover, HandoverStage.Waiting, new HandoverAct(HandoverActKind.Released, from),
                CustomerWords.Say("Released", language, from.Name), at);
            Take(handover, to, log.At + Seconds(60, 900));
        }

        log.Reply(to, Say(phrases.AgentFirst, to.Name), log.At + Seconds(20, 200));
        return to;
    }

    private void GiveUp(HandoverRequest handover, DateTimeOffset at)
    {
        var left = log.Customer("", at, new MessageContent.Report(EventNames.ReturnToBot, null));
        Conversation.ReturnToBot(byCustomer: true, left.At);
        (handover.EndedAt, handover.Outcome) = (left.At, HandoverOutcome.CustomerWentBack);
        Tell(handover, HandoverStage.WithBot, new HandoverAct(HandoverActKind.CustomerWentBack),
            CustomerWords.Say("CustomerWentBack", language), left.At);
        log.Cover(left, TurnOutcome.Noted, TurnReason.Event, log.At);
    }

    private void End(DemoCourse course, HandoverRequest handover, NamedAgent agent)
    {
        var at = log.At + Seconds(20, 240);
        if (course == DemoCourse.ReturnedToBot)
        {
            Conversation.ReturnToBot(byCustomer: false, at);
            (handover.EndedAt, handover.Outcome) = (at, HandoverOutcome.ReturnedToBot);
            Tell(handover, HandoverStage.WithBot, new HandoverAct(HandoverActKind.ReturnedToBot, agent),
                CustomerWords.Say("BackToBot", language, agent.Name), at);
            return;
        }

        var outcome = course switch
        {
            DemoCourse.FollowUpNeeded => HandoverOutcome.FollowUpNeeded,
            DemoCourse.NotReachable => HandoverOutcome.NotReachable,
            DemoCourse.Spam => HandoverOutcome.Spam,
            _ => HandoverOutcome.Solved,
        };
        if (outcome == HandoverOutcome.Solved)
            log.Reply(agent, Of(phrases.AgentLast), at);
        at = log.At + Seconds(5, 60);
        Conversation.Resolve(outcome, at);
        (handover.EndedAt, handover.Outcome) = (at, outcome);
        Tell(handover, HandoverStage.Resolved, new HandoverAct(HandoverActKind.Resolved, agent),
            CustomerWords.Say("Resolved", language, agent.Name), at);
    }

    /// <summary>The customer writes to people: the bot is silent.</summary>
    private void Writes(string text, DateTimeOffset at)
    {
        var written = bot.Ask(text, at);
        Conversation.CustomerWaitsSince ??= written.At;
        log.Cover(written, TurnOutcome.LeftToAgent, TurnReason.WithPeople, written.At);
    }

    private void Tell(
        HandoverRequest handover, HandoverStage stage, HandoverAct act, string words, DateTimeOffset at, NamedAgent? agent = null)
    {
        var state = new HandoverState(handover.Id, stage, handover.Reason, stage == HandoverStage.Waiting ? 1 : null,
            Agent: agent is null ? null : new HandoverAgent(agent.Name, null), CanReturn: stage == HandoverStage.Waiting);
        log.Say(MessageRole.System, words, at,
            new MessageContent.Notice(state, stage == HandoverStage.Resolved ? handover.Id : null, Act: act));
    }

    private TimeSpan Seconds(int from, int to) => TimeSpan.FromSeconds(random.Next(from, to));

    private string Of(IReadOnlyList<string> from) => Say(from, random.Next(10_000, 99_999).ToString(CultureInfo.InvariantCulture));

    private string Say(IReadOnlyList<string> from, string with) =>
        from[random.Next(from.Count)].Replace("{0}", with.Replace(" (demo)", "", StringComparison.Ordinal), StringComparison.Ordinal);
}
