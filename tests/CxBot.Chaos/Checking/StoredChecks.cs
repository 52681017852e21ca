namespace CxBot.Chaos.Checking;

/// <summary>Whether each acknowledged word is stored once, as it was said, in its place.</summary>
internal static class StoredChecks
{
    public static IEnumerable<Finding> Of(Evidence evidence) =>
        [.. Promised(evidence), .. Once(evidence), .. InOrder(evidence), .. Consistent(evidence)];

    private static IEnumerable<Finding> Promised(Evidence evidence)
    {
        var byId = evidence.Messages.Where(m => m.Id is not null).ToLookup(m => (m.Channel, m.Id));
        foreach (var said in evidence.Log)
        {
            var stored = byId[(said.Channel, said.Id)].ToList();
            if (stored.Count == 0)
            {
                yield return new(Fault.Lost, $"{said.Id} of {said.Customer} was acknowledged and is not stored");
                continue;
            }
            if (stored[0].Text != said.Text || (stored[0].Role == "Agent") != said.ByAgent)
                yield return new(Fault.Changed, $"{said.Id} of {said.Customer} is stored with other words");
            if (said.Conversation is not null && !stored.Exists(m => m.Conversation == said.Conversation && m.Sequence == said.Sequence))
                yield return new(Fault.Misplaced, $"{said.Id} of {said.Customer} is not at the place {said.Sequence} that was answered");
        }
    }

    private static IEnumerable<Finding> Once(Evidence evidence)
    {
        var said = evidence.Messages.Where(m => m.Id is not null).ToList();
        foreach (var twice in said.GroupBy(m => (m.Channel, m.Id)).Where(g => g.Skip(1).Any()))
            yield return new(Fault.StoredTwice, $"{twice.Key.Id} is stored {twice.Count()} times");
        // The words of all that is said are unlike each other.
        foreach (var twice in said.GroupBy(m => m.Text).Where(g => g.Select(m => m.Id).Distinct().Skip(1).Any()))
            yield return new(Fault.StoredTwice, $"the words of {twice.First().Id} are stored under {twice.Count()} ids");
        var known = evidence.Log.Select(l => l.Id).Concat(evidence.GivenUp).ToHashSet();
        foreach (var unknown in said.Where(m => !known.Contains(m.Id!)))
            yield return new(Fault.Inconsistent, $"nobody said {unknown.Id}");
    }

    private static IEnumerable<Finding> InOrder(Evidence evidence)
    {
        var places = evidence.Messages.Where(m => m.Id is not null).DistinctBy(m => (m.Channel, m.Id))
            .ToDictionary(m => (m.Channel, m.Id), m => m);
        foreach (var customer in evidence.Log.GroupBy(l => l.Customer))
        {
            var inOrder = customer.Select(l => places.GetValueOrDefault((l.Channel, l.Id))).OfType<StoredMessage>().ToList();
            foreach (var (before, after) in inOrder.Zip(inOrder.Skip(1)))
            {
                if (before.Conversation != after.Conversation)
                    yield return new(Fault.Inconsistent, $"{customer.Key} has two conversations");
                else if (before.Sequence >= after.Sequence)
                    yield return new(Fault.OutOfOrder, $"{after.Id} of {customer.Key} stands before {before.Id}");
            }
        }
    }

    private static IEnumerable<Finding> Consistent(Evidence evidence)
    {
        if (evidence.Integrity.Length > 0)
            yield return new(Fault.Damaged, evidence.Integrity);
        foreach (var twice in evidence.OpenHandovers.GroupBy(id => id).Where(g => g.Skip(1).Any()))
            yield return new(Fault.Inconsistent, $"{twice.Key} has {twice.Count()} open handovers");
        foreach (var twice in evidence.OpenCases.GroupBy(id => id).Where(g => g.Skip(1).Any()))
            yield return new(Fault.Inconsistent, $"{twice.Key} has {twice.Count()} open cases");
        var handedOver = evidence.OpenHandovers.ToHashSet();
        foreach (var conversation in evidence.Conversations)
        {
            if ((conversation.Status is "WaitingForAgent" or "WithAgent") != handedOver.Contains(conversation.Id))
                yield return new(Fault.Inconsistent, $"{conversation.Id} is {conversation.Status}, and its handover is another matter");
            if ((conversation.Owner is not null) != (conversation.Status == "WithAgent"))
                yield return new(Fault.Inconsistent, $"{conversation.Id} is {conversation.Status} with {conversation.Owner ?? "nobody"}");
        }
    }
}
