namespace CxBot.Tests.Handover;

/// <summary>What can happen to a queue in <see cref="ToldTruthTests"/>.</summary>
public enum QueueAct
{
    Ask,
    AskUrgently,
    Write,
    Open,
    Take,
    Reply,
    Release,
    Transfer,
    Vanish,
    Disable,
    ReturnToBot,
    Resolve,
    Leave,
    Wait,
}
