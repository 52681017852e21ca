using System.Text.Json.Serialization;

namespace CxBot.Conversations;

/// <summary>What a customer may know of a handover: the state that the widget's one card shows.</summary>
/// <param name="Handover">The handover's number.</param>
/// <param name="State">How it stands.</param>
/// <param name="Reason">Why it was handed over; written in kebab-case.</param>
/// <param name="Position">The place in the queue, from 1; null when not waiting.</param>
/// <param name="WaitMinutes">The expected wait as a range in minutes, from real figures; null where there are too few.</param>
/// <param name="Agent">Who has it.</param>
/// <param name="CanReturn">Whether the customer may go back to the bot.</param>
/// <param name="OpensAt">Out of hours: when people are back, UTC.</param>
/// <param name="NobodyPresent">No agent is at the desk now.</param>
public sealed record HandoverState(
    long Handover,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] HandoverStage State,
    [property: JsonIgnore(
        Condition = JsonIgnoreCondition.Never), JsonConverter(typeof(KebabCaseEnum<HandoverReason>))] HandoverReason Reason,
    int? Position = null,
    IReadOnlyList<int>? WaitMinutes = null,
    HandoverAgent? Agent = null,
    bool CanReturn = false,
    DateTimeOffset? OpensAt = null,
    bool NobodyPresent = false)
{
    /// <summary><see cref="Reason"/>, as far as the customer is told.</summary>
    [JsonIgnore]
    public HandoverCause Cause => Reason switch
    {
        HandoverReason.CustomerAsked => HandoverCause.Asked,
        HandoverReason.LowConfidence or HandoverReason.MissedTwice or HandoverReason.AnsweringFailed => HandoverCause.Unsure,
        _ => HandoverCause.Direct,
    };
}

/// <summary>How a handover stands for its customer.</summary>
[JsonConverter(typeof(CamelCaseEnum<HandoverStage>))]
public enum HandoverStage
{
    Waiting,
    WithAgent,
    WithBot,
    Resolved,
}

/// <summary>The agent as the customer sees them.</summary>
public sealed record HandoverAgent(string Name, string? Photo);
