using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Turns;

namespace CxBot.Web.Desk.OneConversation;

/// <summary>How it ended, and what the agent wrote about it.</summary>
public sealed record ResolveChoice(HandoverOutcome Outcome, string? Note);
