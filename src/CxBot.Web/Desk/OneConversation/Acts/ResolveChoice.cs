using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Handover.Later;

namespace CxBot.Web.Desk.OneConversation.Acts;

/// <summary>How it ended, and what the agent wrote about it.</summary>
/// <param name="Promise">What is still owed to the customer, and when; null for nothing.</param>
public sealed record ResolveChoice(HandoverOutcome Outcome, string? Note, FollowUpPlan? Promise);
