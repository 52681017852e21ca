namespace CxBot.Alerts;

/// <summary>An agent is named in a note. It is open until that agent has read the conversation as far as the note.</summary>
public sealed class AgentMention
{
    public required ConversationId ConversationId { get; init; }

    /// <summary>The note's place in the log.</summary>
    public long Sequence { get; init; }

    /// <summary>Who is named.</summary>
    public required string AgentId { get; init; }

    /// <summary>Who wrote the note.</summary>
    public required string ById { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>The agent has not read it yet.</summary>
    public bool IsOpen { get; set; } = true;
}
