using CxBot.Conversations;
using CxBot.Knowledge;

namespace CxBot.Demo.Plan;

/// <summary>What comes of a case: the bot's or people's, after which wait, and what the customer says of it. Pure.</summary>
internal sealed class DemoCases(Random random, DemoShifts shifts, DateTimeOffset now)
{
    /// <summary>What is younger has not been said yet: the bot's part of any case is over within this time.</summary>
    public static readonly TimeSpan YoungestBefore = TimeSpan.FromMinutes(12);

    private const int MinWaiting = 3;

    /// <summary>So many may wait at the end.</summary>
    public const int MaxWaiting = 5;

    private const double ShareWithPeople = 0.24;
    private const double OfOffered = 0.45;

    /// <summary>While nobody is there, so much of it does: most come again by day.</summary>
    private const double AtNight = 0.4;

    /// <summary>In the bad week customers wait so many times as long.</summary>
    private const double BadWait = 9;

    private static readonly TimeSpan OnlyLately = TimeSpan.FromHours(6);

    private static readonly (DemoCourse Course, int Share)[] ByBot =
    [
        (DemoCourse.Answered, 46), (DemoCourse.Thanked, 17), (DemoCourse.ThumbUp, 10), (DemoCourse.Chosen, 12), (DemoCourse.ThumbDown, 3),
        (DemoCourse.LeftAfterChoices, 7), (DemoCourse.Missed, 5),
    ];

    private static readonly (DemoCourse Course, int Share)[] ByPeople =
    [
        (DemoCourse.Solved, 76), (DemoCourse.Transferred, 7), (DemoCourse.Released, 4), (DemoCourse.FollowUpNeeded, 4),
        (DemoCourse.NotReachable, 3), (DemoCourse.ReturnedToBot, 3), (DemoCourse.Spam, 1),
    ];

    private static readonly (HandoverReason Reason, int Share)[] Reasons =
    [
        (HandoverReason.CustomerAsked, 48), (HandoverReason.LowConfidence, 24), (HandoverReason.MissedTwice, 12),
        (HandoverReason.Angry, 9), (HandoverReason.SensitiveTopic, 7),
    ];

    private int _waiting;

    /// <summary>Fewer wait at the end than the queue should show.</summary>
    public bool IsQueueShort => _waiting < MinWaiting;

    /// <param name="needsPeople">How much more often than others it goes to people.</param>
    public (DemoCourse Course, DemoHandling? People) Of(
        DateTimeOffset at, ArticleHandover handover, double needsPeople, bool isBadWeek, bool onChat)
    {
        var share = handover switch
        {
            ArticleHandover.Always => 1,
            ArticleHandover.Offer => OfOffered,
            _ => ShareWithPeople * needsPeople,
        };
        var isThere = shifts.Next(at).At == at;
        if (random.NextDouble() >= share * (isThere || handover == ArticleHandover.Always ? 1 : AtNight))
            return (Any(ByBot), null);
        var reason = handover == ArticleHandover.Always ? HandoverReason.Article : Any(Reasons);
        return People(at, reason, isBadWeek, onChat) ?? (DemoCourse.Answered, null);
    }

    private (DemoCourse, DemoHandling?)? People(DateTimeOffset at, HandoverReason reason, bool isBadWeek, bool onChat)
    {
        // Most wait some minutes; what comes at night waits until somebody is there.
        var wait = TimeSpan.FromSeconds(110 * Math.Exp(0.9 * Normal()) * (isBadWeek ? BadWait : 1));
        var (there, _) = shifts.Next(at);
        var (taken, who) = shifts.Next(there + wait);
        var course = Any(ByPeople);
        var waits = taken - at;
        var patience = TimeSpan.FromMinutes(12 + (50 * random.NextDouble()));
        if (waits > patience && random.NextDouble() < 0.22)
            (course, taken) = (DemoCourse.GaveUp, at + patience);
        var agent = who[random.Next(who.Count)];
        var next = course is DemoCourse.Transferred or DemoCourse.Released ? Another(agent, taken) : agent;
        var rounds = random.Next(1, 5);
        var (score, reached) = Survey(course, waits, onChat);
        if (taken + DemoHandling.MaxLength < now)
            return (course, new DemoHandling(reason, taken, agent, next, rounds, score, reached));
        // It cannot have ended. On the website a few wait now; of the others the bot has found an answer.
        if (onChat || _waiting == MaxWaiting || at < now - OnlyLately)
            return null;
        return (DemoCourse.Waiting, Waits());
    }

    /// <summary>One more who waits for people now.</summary>
    public DemoHandling Waits()
    {
        _waiting++;
        return new DemoHandling(Any(Reasons), now, 0, 0, 0, null, false);
    }

    /// <summary>Who waited long or was not helped is less pleased, and answers less.</summary>
    private (int? Score, bool Reached) Survey(DemoCourse course, TimeSpan waited, bool onChat)
    {
        var reached = random.NextDouble() < (onChat ? 0.96 : 0.72);
        var answers = random.NextDouble() < (waited > TimeSpan.FromHours(1) ? 0.24 : 0.38);
        var mood = 4.5 - (course is DemoCourse.Solved or DemoCourse.Transferred ? 0 : 1.1)
            - (waited > TimeSpan.FromMinutes(20) ? 0.7 : 0) - (waited > TimeSpan.FromHours(2) ? 0.5 : 0);
        var score = (int)Math.Clamp(Math.Round(mood + (0.9 * Normal())), 1, 5);
        return (reached && answers ? score : null, reached);
    }

    private int Another(int agent, DateTimeOffset at)
    {
        var (_, who) = shifts.Next(at);
        return who.Where(one => one != agent).Append((agent + 1) % DemoShifts.Agents).First();
    }

    private T Any<T>((T One, int Share)[] from)
    {
        var at = random.Next(from.Sum(one => one.Share));
        return from.First(one => (at -= one.Share) < 0).One;
    }

    // Box and Muller.
    private double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
