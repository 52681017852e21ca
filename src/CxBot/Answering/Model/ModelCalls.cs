namespace CxBot.Answering.Model;

/// <summary>How many calls of the model were made under one limit, until its time is over.</summary>
public sealed class ModelCalls
{
    /// <summary>What is limited: all of a day (and what stays of each, see <see cref="ModelDay"/>), all of an hour, a network address (its
    /// hash), a conversation.</summary>
    public required string Limit { get; init; }

    public int Calls { get; set; }

    /// <summary>When it is counted anew, UTC.</summary>
    public DateTimeOffset Until { get; set; }
}
