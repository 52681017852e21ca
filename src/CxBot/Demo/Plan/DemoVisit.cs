using CxBot.Conversations;
using CxBot.Knowledge;

namespace CxBot.Demo.Plan;

/// <summary>An invented customer.</summary>
/// <param name="Number">From 1 on, in the order of their first visits.</param>
/// <param name="OnChat">On the channel that is pushed to; otherwise on the website.</param>
/// <param name="IsKnown">Would be known again; on the website not everybody is.</param>
/// <param name="Visits">In order, days apart.</param>
internal sealed record DemoPerson(int Number, string Name, bool OnChat, string Language, bool IsKnown, IReadOnlyList<DemoVisit> Visits);

/// <summary>One case of a customer.</summary>
/// <param name="At">Their first words about it.</param>
/// <param name="Question">How they ask.</param>
/// <param name="People">What people have to do with it; null where the bot has it to its end.</param>
/// <param name="Greets">They greet first.</param>
internal sealed record DemoVisit(
    DateTimeOffset At, Article Topic, string Question, DemoCourse Course, DemoHandling? People, bool Greets);

/// <summary>A case with people.</summary>
/// <param name="TakenAt">When an agent takes it; where the customer gives up, when they do.</param>
/// <param name="Agent">Which of the agents, from 0.</param>
/// <param name="Next">Who has it after them; the same where nobody else has.</param>
/// <param name="Rounds">How often the customer writes and is answered after the first reply.</param>
/// <param name="Score">What the customer gives at the end, 1 to 5; null for no answer.</param>
/// <param name="Reached">The question for it reaches them.</param>
internal sealed record DemoHandling(
    HandoverReason Reason, DateTimeOffset TakenAt, int Agent, int Next, int Rounds, int? Score, bool Reached)
{
    /// <summary>The longest that anything of a case lasts after it was taken.</summary>
    public static readonly TimeSpan MaxLength = TimeSpan.FromHours(2);
}
