using CxBot.Conversations;
using CxBot.Language;
using CxBot.Language.Text;

namespace CxBot.Assistance;

/// <summary>What a customer wants to know now, read off the end of the conversation. Pure.</summary>
public static class LastWords
{
    /// <summary>Messages so close together are one thought.</summary>
    private static readonly TimeSpan OneThought = TimeSpan.FromSeconds(60);

    private const int MaxLength = 2_000;

    /// <summary>The customer's last question since an agent last wrote.</summary>
    /// <param name="messages">The last of the conversation, oldest first.</param>
    /// <returns>Null where there is none: the last word is a greeting, thanks or a goodbye, or nothing but calls for a person.</returns>
    public static string? Of(IReadOnlyList<Message> messages, string? language, Lexicon lexicon)
    {
        var said = Replaced.Without([.. messages.Skip(LastOfAgent(messages) + 1).Where(m =>
            m is { Role: MessageRole.Customer, Kind: MessageKind.Text, Content.Consent: null } && m.Text.Length > 0)]);
        for (var i = said.Count - 1; i >= 0; i--)
        {
            var read = Utterance.Read(said[i].Text, language, lexicon);
            if (Ends(read))
                return null;
            if (!Asks(read))
                continue;
            return With(said, i, language, lexicon);
        }
        return null;
    }

    private static int LastOfAgent(IReadOnlyList<Message> messages)
    {
        for (var i = messages.Count - 1; i >= 0; i--)
            if (messages[i] is { Role: MessageRole.Agent, Kind: MessageKind.Text })
                return i;
        return -1;
    }

    /// <summary>With the words just before it that belong to it.</summary>
    private static string With(IReadOnlyList<Message> said, int at, string? language, Lexicon lexicon)
    {
        var text = said[at].Text;
        if (at > 0 && (said[at].At - said[at - 1].At <= OneThought || FollowUp.IsOne(TextNormalizer.Words(text)))
            && Asks(Utterance.Read(said[at - 1].Text, language, lexicon)))
            text = said[at - 1].Text + "\n" + text;
        return text.Length > MaxLength ? text[^MaxLength..] : text;
    }

    private static bool Asks(Utterance read) => read is { HasQuestion: true, WantsPerson: false, IsEmpty: false };

    private static bool Ends(Utterance read) => read is { HasQuestion: false, SmallTalk: SmallTalk.Thanks or SmallTalk.Goodbye };
}
