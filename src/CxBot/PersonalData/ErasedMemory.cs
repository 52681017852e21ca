using CxBot.Answering.Wording;
using CxBot.Delivery;
using CxBot.Evaluation;

namespace CxBot.PersonalData;

/// <summary>What this process remembers of conversations beside the database.</summary>
public sealed class ErasedMemory(Drafts drafts, Typing typing, AnswerWriter answers, Replays replays)
{
    public void Forget(IReadOnlyCollection<ConversationId> conversationIds)
    {
        foreach (var id in conversationIds)
        {
            drafts.Clear(id);
            typing.Clear(id, TypingSide.Team);
            typing.Clear(id, TypingSide.Customer);
            answers.Forget(id);
        }
        replays.Forget(conversationIds);
    }
}
