using CxBot.Handover;

namespace CxBot.Web.Desk.OneConversation.Acts;

/// <summary>How it ended, and what the agent wrote about it.</summary>
public sealed record ResolveChoice(HandoverOutcome Outcome, string? Note);
