using System.Text.Json.Nodes;
using CxBot.Conversations;

namespace CxBot.Web.Channels.WhatsApp.Outbound;

/// <summary>One call's worth of a message: its type, what is under that name, and the file that must be uploaded first.</summary>
public sealed record WhatsAppPiece(string Type, JsonObject Content, MediaReference? File = null);
