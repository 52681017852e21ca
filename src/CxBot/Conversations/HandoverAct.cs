using System.Text.Json.Serialization;

namespace CxBot.Conversations;

/// <summary>What was done to a handover and by whom, kept beside what the customer was told of it: the desk says it in its own
/// words.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="By">The agent who did it, or whom it befell; null where there was none.</param>
/// <param name="To">The agent who has it now; null where nobody else has.</param>
public sealed record HandoverAct(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] HandoverActKind Kind, NamedAgent? By = null, NamedAgent? To = null);

/// <summary>An agent, with the name that they had then.</summary>
public sealed record NamedAgent(string Id, string Name);

/// <summary>What can be done to a handover.</summary>
[JsonConverter(typeof(CamelCaseEnum<HandoverActKind>))]
public enum HandoverActKind
{
    Queued,
    Taken,

    /// <summary>An agent took it from the bot, unasked.</summary>
    TakenFromBot,

    /// <summary>An agent took it up again after it was resolved.</summary>
    Reopened,

    /// <summary>An agent gave one that waited to an agent.</summary>
    Assigned,
    Transferred,
    Released,
    AgentVanished,
    AgentDisabled,
    ShopPhoneEnded,
    ReturnedToBot,
    CustomerWentBack,
    Resolved,

    /// <summary>An agent took back what was done last.</summary>
    Undone,

    /// <summary>The customer wrote again, to an agent who had promised something.</summary>
    CameBack,

    /// <summary>The customer brought the case here, from another channel.</summary>
    ContinuedHere,

    /// <summary>The customer took the case to another channel.</summary>
    ContinuedElsewhere,
}
