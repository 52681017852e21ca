namespace CxBot.Alerts;

/// <summary>Why an agent is called. In the order of what matters most to who is called.</summary>
public enum AlertCause
{
    /// <summary>Somebody waits for whom waiting is worst.</summary>
    Urgent,

    /// <summary>A conversation became the agent's, and not by their own hand.</summary>
    Transferred,

    /// <summary>A colleague named the agent in a note.</summary>
    Mentioned,

    /// <summary>The channel refused a reply in one of the agent's conversations.</summary>
    Failed,

    /// <summary>What the agent put off is due now.</summary>
    Due,

    /// <summary>A customer whom the agent has wrote.</summary>
    Wrote,

    /// <summary>Somebody waits for an agent, whoever takes them.</summary>
    Waiting,

    /// <summary>A customer gave a low score: leads hear of it. Its place among the others is its bit in <see cref="AlertChoices"/>, so it
    /// comes last.</summary>
    LowScore,
}
