using System.ComponentModel;
using System.Text.Json;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>What an activity needs at least. For the description of the interface only: activities themselves are never read or written
/// through it.</summary>
public sealed record ActivitySchema(
    [property: Description("message, event or typing; others are accepted and ignored")] string Type,
    [property: Description("of a message; at most 8,000 characters")] string? Text,
    [property: Description("of an event")] string? Name,
    [property: Description("of an event or a postBack")] JsonElement? Value,
    [property: Description("clientActivityID tells a repeated message")] JsonElement? ChannelData);

/// <summary>What was said, and where the reader stands after it. For the description of the interface only.</summary>
public sealed record ActivitySetSchema(IReadOnlyList<ActivitySchema> Activities, string Watermark);
