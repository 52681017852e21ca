namespace CxBot.Web.Channels.WhatsApp.Outbound;

/// <summary>Why a number, or its templates, do not go out, and since when.</summary>
public sealed record WhatsAppStop(int? Code, string Title, DateTimeOffset Since);
