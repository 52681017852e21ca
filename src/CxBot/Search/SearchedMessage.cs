using CxBot.Conversations;

namespace CxBot.Search;

/// <summary>What of a message is searched: its words, the names of its files, and what was shared as text. What the system says to
/// everybody is not.</summary>
public static class SearchedMessage
{
    public static IQueryable<Message> In(IQueryable<Message> messages) =>
        messages.Where(m => m.Kind == MessageKind.Text && m.Role != MessageRole.System);

    /// <summary>Its texts, the words first.</summary>
    public static IEnumerable<string> Texts(string text, MessageContent content)
    {
        if (text.Length > 0)
            yield return text;
        foreach (var file in content.Attachments ?? [])
            yield return file.FileName;
        if (content is MessageContent.Shared { Part.Lines: var lines })
            foreach (var line in lines)
                yield return line;
    }
}
