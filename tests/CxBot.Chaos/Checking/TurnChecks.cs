namespace CxBot.Chaos.Checking;

/// <summary>Whether the bot did with each message exactly one thing, and nothing while a person had the word.</summary>
internal static class TurnChecks
{
    public static IEnumerable<Finding> Of(Evidence evidence)
    {
        var turns = evidence.Turns.ToLookup(t => t.Conversation);
        var replies = evidence.Messages.ToLookup(m => m.Conversation);
        foreach (var conversation in evidence.Conversations)
        {
            var (covering, messages) = (turns[conversation.Id].OrderBy(t => t.First).ToList(),
                replies[conversation.Id].OrderBy(m => m.Sequence).ToList());
            if (conversation.Covered < conversation.LastCustomer)
                yield return new(Fault.LeftUncovered, $"{conversation.Id} from {conversation.Covered} to {conversation.LastCustomer}");
            foreach (var finding in Covered(conversation.Id, covering, messages).Concat(Answered(conversation.Id, covering, messages)))
                yield return finding;
        }
    }

    private static IEnumerable<Finding> Covered(string id, List<StoredTurn> turns, List<StoredMessage> messages)
    {
        foreach (var message in messages.Where(m => m.Role == "Customer"))
        {
            var times = turns.Count(t => t.First <= message.Sequence && message.Sequence <= t.Last);
            if (times != 1)
                yield return new(Fault.NotCoveredOnce, $"{id} {message.Sequence} is covered by {times} turns");
        }
        foreach (var (turn, next) in turns.Zip(turns.Skip(1)))
        {
            if (turn.Last >= next.First)
                yield return new(Fault.TurnsOverlap, $"{id} {turn.First} to {turn.Last}, and {next.First} to {next.Last}");
        }
    }

    private static string Story(List<StoredTurn> turns, List<StoredMessage> messages) =>
        string.Join(" | ", messages.Select(m => $"{m.Sequence} {m.Role} {m.Text[..Math.Min(40, m.Text.Length)]}"))
        + " | turns " + string.Join(", ", turns.Select(t => $"{t.First} to {t.Last}"));

    /// <summary>An answer comes at most as often as it was asked for; and none after a person wrote.</summary>
    private static IEnumerable<Finding> Answered(string id, List<StoredTurn> turns, List<StoredMessage> messages)
    {
        foreach (var question in Questions.All)
        {
            var asked = messages.Count(m => m.Role == "Customer" && Questions.Asks(m.Text, question));
            var answered = messages.Count(m => m.Role == "Bot" && m.Text.Contains(question.Answer, StringComparison.Ordinal));
            if (answered > asked)
                yield return new(Fault.RepliedTwice,
                    $"{id} asked {asked} times \"{question.Asked[0]}\" and was answered {answered} times: {Story(turns, messages)}");
        }
        var taken = messages.Find(m => m.Role == "Agent");
        if (taken is not null && messages.Find(m => m.Role == "Bot" && m.Sequence > taken.Sequence) is { } over)
            yield return new(Fault.SpokenOver, $"{id}: the bot says {over.Sequence} though a person wrote {taken.Sequence}");
    }
}
