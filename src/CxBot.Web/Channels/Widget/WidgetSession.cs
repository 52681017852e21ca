using System.Text.Json.Serialization;

namespace CxBot.Web.Channels.Widget;

/// <summary>All that the widget needs to begin.</summary>
/// <param name="Visitor">To be kept by the browser and sent next time.</param>
/// <param name="Token">A Direct Line token for this visitor's own conversation.</param>
/// <param name="ExpiresIn">Seconds.</param>
public sealed record WidgetSession(string Visitor, ConversationId ConversationId, string Token,
    [property: JsonPropertyName("expires_in")] int ExpiresIn, string UserId, WidgetSettings Settings);

/// <summary>What the widget shows.</summary>
public sealed record WidgetSettings(
    string Title,
    IReadOnlyDictionary<string, string> BotName,
    IReadOnlyDictionary<string, string> Greeting,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Starters,
    string? PrivacyUrl,
    string? WhatsAppUrl,
    long MaxUploadBytes,
    string Accept,
    WidgetTeam Team);

/// <summary>Whether people are there.</summary>
/// <param name="ReplyMinutes">How long customers usually waited of late; null where there are too few figures.</param>
/// <param name="OpensAt">Out of hours: when people are back.</param>
public sealed record WidgetTeam(bool Present, int? ReplyMinutes, DateTimeOffset? OpensAt);

/// <summary>What the widget sends to begin; all of it may be missing.</summary>
/// <param name="Customer">The shop's signed token, where it knows who this is.</param>
public sealed record WidgetSessionRequest(string? Visitor, string? Language, WidgetPage? Context, string? Customer);

/// <summary>Where the customer goes on.</summary>
public sealed record WidgetContinued(string WhatsAppUrl);

/// <summary>The page that the widget is on.</summary>
public sealed record WidgetPage(string? Title, string? Address, string? Product);
