using CxBot.Conversations;
using CxBot.Delivery;

namespace CxBot.Chaos.Checking;

/// <summary>Whether each outgoing message was taken at most once, in order, and its state says what is so.</summary>
internal static class SentChecks
{
    public static IEnumerable<Finding> Of(Evidence evidence)
    {
        foreach (var (conversation, sequence) in evidence.Queued)
            yield return new(Fault.LeftQueued, $"{conversation} {sequence}");
        var times = evidence.Taken.GroupBy(tracker => tracker).ToDictionary(g => g.Key, g => g.Count());
        foreach (var (tracker, count) in times.Where(t => t.Value > 1))
            yield return new(Fault.SentTwice, $"{tracker} was taken {count} times");
        var marks = evidence.Messages.Where(m => m.Role is "Bot" or "System")
            .ToDictionary(m => DeliveryPart.Tracker(new(m.Conversation), m.Sequence, 0), m => m);
        foreach (var unknown in times.Keys.Where(tracker => !marks.ContainsKey(tracker) && IsFirst(tracker)))
            yield return new(Fault.SentUnknown, $"{unknown} is no message of ours");
        foreach (var finding in InOrder(evidence).Concat(Truly(evidence, times, marks)))
            yield return finding;
    }

    private static bool IsFirst(string tracker) => DeliveryPart.Read(tracker) is (_, _, 0) or null;

    private static IEnumerable<Finding> InOrder(Evidence evidence)
    {
        var last = new Dictionary<string, (long Sequence, int Part)>();
        foreach (var tracker in evidence.Taken.Distinct())
        {
            if (DeliveryPart.Read(tracker) is not var (conversation, sequence, part))
                continue;
            if (last.TryGetValue(conversation.Value, out var before) && before.CompareTo((sequence, part)) > 0)
                yield return new(Fault.SentOutOfOrder, $"{tracker} was taken after {before.Sequence}");
            last[conversation.Value] = (sequence, part);
        }
    }

    private static IEnumerable<Finding> Truly(Evidence evidence, Dictionary<string, int> times, Dictionary<string, StoredMessage> marks)
    {
        foreach (var (tracker, message) in marks)
        {
            var taken = times.ContainsKey(tracker);
            // A report may come later than our own mark; what is said to be on its way was handed over.
            if (!taken && message.Delivery is nameof(DeliveryStatus.Sent) or nameof(DeliveryStatus.Delivered) or
                nameof(DeliveryStatus.Read))
                yield return new(Fault.Unsent, $"{tracker} is {message.Delivery} and was never taken");
            if (taken && evidence.Reported.Contains(tracker)
                && message.Delivery is nameof(DeliveryStatus.Unconfirmed) or nameof(DeliveryStatus.Failed))
                yield return new(Fault.Unreported, $"{tracker} is {message.Delivery}, and a report on it was taken");
        }
    }
}
