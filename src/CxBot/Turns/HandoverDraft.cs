using CxBot.Conversations;
using CxBot.Handover;

namespace CxBot.Turns;

/// <summary>A handover, as the turn decided it.</summary>
public sealed record HandoverDraft(HandoverReason Reason, HandoverBrief Brief, HandoverPriority Priority, string? Skill);
