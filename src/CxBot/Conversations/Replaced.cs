namespace CxBot.Conversations;

/// <summary>Leaves out messages whose words the customer corrected. Pure.</summary>
internal static class Replaced
{
    /// <summary>The messages without those that a later one replaces. The last message always stays.</summary>
    public static List<Message> Without(IReadOnlyList<Message> said) =>
        [.. said.Where(m =>
            !said.Any(later => later.Sequence > m.Sequence && later.Content.Replaces == (m.Content.Replaces ?? m.Sequence)))];
}
