namespace CxBot.Answering.Wording;

/// <summary>A conversation that is to be summed up for agents.</summary>
/// <param name="Lines">What was said, oldest first; notes of agents are not in it.</param>
/// <param name="Language">Of the agent who reads it, BCP 47.</param>
public sealed record SummaryRequest(ConversationId ConversationId, IReadOnlyList<SummaryLine> Lines, string Language)
{
    /// <summary>Names of people, which no service needs to know: they are masked wherever they stand.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Of the network address that the customer came from; null where the channel has none.</summary>
    public string? AddressHash { get; init; }
}

/// <summary>One message of it.</summary>
/// <param name="Who">customer, bot or agent.</param>
public sealed record SummaryLine(string Who, string Text);
