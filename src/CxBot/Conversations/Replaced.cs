namespace CxBot.Conversations;

/// <summary>Messages that the customer has put other words in the place of. Pure.</summary>
internal static class Replaced
{
    /// <summary>The same without what a later one of them replaces; the last always stays.</summary>
    public static List<Message> Without(IReadOnlyList<Message> said) =>
        [.. said.Where(m => !said.Any(later => later.Sequence > m.Sequence && later.Content.Replaces == (m.Content.Replaces ?? m.Sequence)))];
}
