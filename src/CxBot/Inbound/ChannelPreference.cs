using CxBot.Customers;
using CxBot.Language;

namespace CxBot.Inbound;

/// <summary>What a customer wants sent, as they set it in the channel's own app.</summary>
/// <param name="Id">The same however often it is told.</param>
public sealed record ChannelPreference(PersonOnChannel Person, string? Name, ConsentWish Wish, DateTimeOffset At, string Id);
