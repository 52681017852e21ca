namespace CxBot.Chaos.Checking;

/// <summary>Whether each socket heard every activity of its conversation once, in order.</summary>
internal static class HeardChecks
{
    public static IEnumerable<Finding> Of(Evidence evidence)
    {
        var said = evidence.Messages.Where(m => m.Role != "Note").ToLookup(m => m.Conversation, m => m.Sequence);
        foreach (var socket in evidence.Sockets)
        {
            var heard = socket.Sequences;
            var unheard = said[socket.Conversation].Where(s => socket.Until is null || s <= socket.Until).Except(heard).Order().ToList();
            if (unheard.Count > 0)
                yield return new(Fault.Unheard, $"{socket.Client} in {socket.Conversation}: {string.Join(", ", unheard)}");
            var twice = heard.GroupBy(s => s).Where(g => g.Skip(1).Any()).Select(g => g.Key).ToList();
            if (twice.Count > 0)
                yield return new(Fault.HeardTwice, $"{socket.Client} in {socket.Conversation}: {string.Join(", ", twice)}");
            if (heard.Zip(heard.Skip(1)).Any(pair => pair.First > pair.Second))
                yield return new(Fault.HeardOutOfOrder, $"{socket.Client} in {socket.Conversation}: {string.Join(", ", heard)}");
            if (heard.Except(said[socket.Conversation]).Any())
                yield return new(Fault.Inconsistent, $"{socket.Client} in {socket.Conversation} heard what is not stored");
        }
    }
}
