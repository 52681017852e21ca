using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Language;
using CxBot.Words;

namespace CxBot.Turns.Planning;

/// <summary>What a turn takes over from the conversation. Pure.</summary>
internal sealed record TurnState(int Missed, IReadOnlyList<Choice>? Offered, string? Language, string? AddressHash)
{
    /// <summary>A customer who writes to a resolved conversation begins a new case, and nothing of the old one counts.</summary>
    public static TurnState Of(Conversation conversation) => conversation.Status == ConversationStatus.Resolved
        ? new(0, null, conversation.Language, conversation.AddressHash)
        : new(conversation.Missed, conversation.Offered, conversation.Language, conversation.AddressHash);

    /// <summary>What the policy must know of the turns before. Starters are choices too, but only a question back offers "none of
    /// these".</summary>
    public PolicyContext Context => new()
    {
        Missed = Missed,
        ClarifiedLast = Offered?.Any(c => c.ArticleId is not null) == true
            && Offered.Any(c => CustomerWords.IsSaid("NoneOfThese", c.Title)),
    };

    /// <summary>The offered choice that the messages name; null for none.</summary>
    public Choice? Chosen(IReadOnlyList<HeardMessage> messages)
    {
        string[] said = [HeardMessage.Join(messages), string.Join('\n', messages.Select(m => m.Message.Text)).Trim()];
        return Offered?.FirstOrDefault(c => said.Contains(c.Title, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The language of the reply. A question is answered in its own language; small talk keeps the language that the customer has
    /// written so far.</summary>
    public string LanguageFor(Utterance utterance)
    {
        var saysMore = utterance is { HasQuestion: true } or { SmallTalk: SmallTalk.Opener or SmallTalk.AboutBot or SmallTalk.HowAreYou };
        return saysMore || Language is null ? utterance.Language : Language;
    }
}
