using CxBot.Agents;

namespace CxBot.Web.Desk.OneConversation.Acts;

/// <summary>Who gets it, and what they read first.</summary>
public sealed record TransferChoice(Agent To, string? Note);
