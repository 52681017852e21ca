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
    Transferred,
    Released,
    AgentVanished,
    AgentDisabled,
    ShopPhoneEnded,
    ReturnedToBot,
    CustomerWentBack,
    Resolved,

    /// <summary>The customer brought the case here, from another channel.</summary>
    ContinuedHere,

    /// <summary>The customer took the case to another channel.</summary>
    ContinuedElsewhere,
}
