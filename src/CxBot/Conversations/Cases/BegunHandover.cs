namespace CxBot.Conversations.Cases;

/// <summary>A handover, as far as its conversation has to know it.</summary>
/// <param name="Skill">Which agents it needs; null for any.</param>
public sealed record BegunHandover(long Id, HandoverReason Reason, string? Skill);
