using System.Text.Json;

namespace CxBot.Web.Channels.WhatsApp.Simulator;

/// <summary>Somebody with the phone in their hand.</summary>
/// <param name="Phone">Digits alone; none where a username hides it.</param>
/// <param name="UserId">Their id towards this business; WhatsApp has given one to everybody since 2026.</param>
public sealed record SimulatedCustomer(string Id, string Name, string? Phone, string UserId, string? Username)
{
    /// <summary>Whether a call's <c>to</c> or <c>recipient</c> means them.</summary>
    public bool IsMeant(string? to, string? recipient) =>
        to is not null ? Phone is not null && to.TrimStart('+') == Phone : recipient == UserId;
}

/// <summary>How far a message is; for the business's own ones as Meta reports it.</summary>
public enum SimulatedState
{
    Sending,
    Refused,
    Sent,
    Delivered,
    Read,
    Failed,
}

/// <summary>A message on the phone.</summary>
/// <param name="Number">Its place, over all customers.</param>
/// <param name="Content">What WhatsApp has under the type's name.</param>
public sealed record SimulatedMessage(
    long Number, string Id, string Customer, bool FromCustomer, DateTimeOffset At, string Type, JsonElement Content)
{
    public SimulatedState State { get; init; }

    /// <summary>The message that it quotes.</summary>
    public string? Quoted { get; init; }

    /// <summary>What the customer reacted with.</summary>
    public string? Reaction { get; init; }

    /// <summary>What the app wants back with every report.</summary>
    public string? Tracker { get; init; }

    public int? Error { get; init; }
}

/// <summary>A file on the phone, or one that the app has uploaded.</summary>
public sealed record SimulatedFile(string Id, string ContentType, string? Name, byte[] Bytes);

/// <summary>One call between the app and what plays Meta, to look behind the scene.</summary>
public sealed record SimulatedCall(long Number, DateTimeOffset At, bool ToApp, string What, int Status, JsonElement? Body);

/// <summary>What Meta does with the next messages.</summary>
/// <param name="Reports">How far it reports: <see cref="SimulatedState.Read"/> (as soon as it is looked at), Delivered, Sent, or Sending
/// for no report at all.</param>
/// <param name="Failure">An error's code; <see cref="AnswerLost"/>; or 0 for none.</param>
/// <param name="Later">Takes it first, and reports the failure afterwards.</param>
/// <param name="Customer">Whom the failure is about, where it is about one alone; null for everybody.</param>
public sealed record SimulatedMood(SimulatedState Reports, int Failure, bool Later, string? Customer = null)
{
    /// <summary>The error that befalls a message of this type to this customer; 0 for none.</summary>
    public int FailureOf(string customer, string type) =>
        Failure > 0 && SimulatorRules.Befalls(Failure, type)
        && (Customer is null || Customer == customer || !SimulatorRules.IsOfOneCustomer(Failure)) ? Failure : 0;

    /// <summary>It is taken, and the connection breaks before the answer.</summary>
    public const int AnswerLost = -1;
}

/// <summary>All that the page shows.</summary>
public sealed record SimulatedView(
    string BusinessName, string BusinessNumber, IReadOnlyList<SimulatedListed> Customers, IReadOnlyList<SimulatedMessage> Messages,
    bool Typing, bool WindowOpen, SimulatedMood Mood, JsonElement Templates, IReadOnlyList<SimulatedCall> Calls);

/// <summary>A customer in the list.</summary>
public sealed record SimulatedListed(string Id, string Name, string? Phone, string? Username, int Unread);
