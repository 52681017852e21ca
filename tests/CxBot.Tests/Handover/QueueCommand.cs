namespace CxBot.Tests.Handover;

/// <summary>What can happen to a queue in <see cref="QueueModelTests"/>.</summary>
public enum QueueCommand
{
    /// <summary>A customer asks for a person.</summary>
    Ask,

    /// <summary>A customer writes on.</summary>
    Write,
    Claim,

    /// <summary>Two agents press at once.</summary>
    ClaimTogether,
    Reply,
    Release,
    Transfer,

    /// <summary>An agent gives what waits to a colleague.</summary>
    Assign,
    ReturnToBot,
    Resolve,
    ResolveWaiting,
    AgentDies,
    AgentLives,
    NodeDies,
    NodeLives,

    /// <summary>Time passes.</summary>
    Wait,
}
