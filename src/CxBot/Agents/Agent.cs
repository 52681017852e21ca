using CxBot.Conversations;
using Microsoft.AspNetCore.Identity;

namespace CxBot.Agents;

/// <summary>A human who answers customers at the desk. Signs in by e-mail.</summary>
public sealed class Agent : IdentityUser
{
    /// <summary>The name that customers see.</summary>
    public required string DisplayName { get; set; }

    /// <summary>The photo that customers see, by its name in the media folder; null for an initial.</summary>
    public string? PhotoId { get; set; }

    /// <summary>The agent has set "away": nothing new is expected of them.</summary>
    public bool Away { get; set; }

    /// <summary>The last sign of life of any of the agent's open desks; null where there never was one.</summary>
    public DateTimeOffset? LastSeenAt { get; set; }

    /// <summary>The last sign that one of the agent's desks is looked at: open, and in front; null once none is.</summary>
    public DateTimeOffset? LookedAt { get; set; }

    /// <summary>May not sign in, and has nothing assigned.</summary>
    public bool Disabled { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The agent as the log names them.</summary>
    public NamedAgent Named() => new(Id, DisplayName);
}

/// <summary>The roles, as Identity stores them.</summary>
public static class AgentRoles
{
    public const string Agent = "agent";
    public const string Administrator = "administrator";
}
