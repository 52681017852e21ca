using CxBot.Answering.Wording;
using CxBot.Delivery;
using CxBot.Delivery.Nodes;
using CxBot.Evaluation;

namespace CxBot.PersonalData;

/// <summary>What the processes remember of conversations beside the database.</summary>
public sealed class ErasedMemory
{
    private readonly Drafts _drafts;
    private readonly Typing _typing;
    private readonly AnswerWriter _answers;
    private readonly Replays _replays;
    private readonly OtherNodes _others;

    public ErasedMemory(Drafts drafts, Typing typing, AnswerWriter answers, Replays replays, OtherNodes others)
    {
        (_drafts, _typing, _answers, _replays, _others) = (drafts, typing, answers, replays, others);
        others.Erased += ForgetHere;
    }

    /// <summary>Forgets them here, and lets the other nodes forget them.</summary>
    public void Forget(IReadOnlyCollection<ConversationId> conversationIds)
    {
        ForgetHere(conversationIds);
        _others.Forget(conversationIds);
    }

    private void ForgetHere(IReadOnlyCollection<ConversationId> conversationIds)
    {
        foreach (var id in conversationIds)
        {
            _drafts.Clear(id);
            _typing.Clear(id, TypingSide.Team);
            _typing.Clear(id, TypingSide.Customer);
            _answers.Forget(id);
        }
        _replays.Forget(conversationIds);
    }
}
