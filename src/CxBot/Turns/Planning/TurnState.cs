using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Language.Questions;
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
            && Offered.Any(IsNone),
    };

    /// <summary>The offered choice that the messages name; null for none.</summary>
    public Choice? Chosen(IReadOnlyList<HeardMessage> messages)
    {
        string[] said = [HeardMessage.Join(messages), string.Join('\n', messages.Select(m => m.Message.Text)).Trim()];
        return Offered?.FirstOrDefault(c => said.Contains(c.Title, StringComparer.OrdinalIgnoreCase)) ?? Nodded(said[0]);
    }

    /// <summary>The choice that a typed "iya" or "bukan itu" means; null where nothing on offer can be meant by it.</summary>
    private Choice? Nodded(string said) => Offered is null ? null : YesOrNo.Read(said) switch
    {
        true => Offered.FirstOrDefault(c => CustomerWords.IsSaid("YesThat", c.Title)),
        false => Offered.FirstOrDefault(IsNone),
        null => null,
    };

    /// <summary>Whether a choice says that none of the articles on offer is meant.</summary>
    public static bool IsNone(Choice choice) =>
        CustomerWords.IsSaid("NoneOfThese", choice.Title) || CustomerWords.IsSaid("NotThat", choice.Title);

    /// <summary>The language of the reply. A question is answered in its own language; small talk keeps the language that the customer has
    /// written so far.</summary>
    public string LanguageFor(Utterance utterance)
    {
        var saysMore = utterance is { HasQuestion: true } or { SmallTalk: SmallTalk.Opener or SmallTalk.AboutBot or SmallTalk.HowAreYou };
        return saysMore || Language is null ? utterance.Language : Language;
    }
}
