using CxBot.Answering.Wording;
using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Language;

namespace CxBot.Turns;

/// <summary>What a turn made of some messages.</summary>
/// <param name="Unread">Nothing was said in words: the key of what we say to that; null otherwise.</param>
internal sealed record TurnDecision(IReadOnlyList<Message> Said, Utterance Utterance, Answer? Answer, Decision Decision, string? Unread = null)
{
    /// <summary>What the model made of the answer; null where it was not asked.</summary>
    public Writing? Written { get; init; }

    /// <summary>What is offered to who asks nothing yet.</summary>
    public IReadOnlyList<Choice> Starters { get; init; } = [];

    /// <summary>How likely what was found is right, 0 to 1.</summary>
    public double Probability => Answer?.Confidence.Probability ?? 0;

    /// <summary>What was found best, whatever is done with it.</summary>
    public Candidate? Best => Decision switch
    {
        Decision.GiveAnswer given => given.Candidate,
        Decision.HandOver { Say: { } say } => say,
        _ => Answer?.Candidates.FirstOrDefault(),
    };
}
