namespace CxBot.Continuation;

/// <summary>What a customer's message wants done between two channels.</summary>
public abstract record ContinuationRequest
{
    /// <summary>Give the customer a code, to go on elsewhere.</summary>
    public sealed record Issue(string Code, string Hash) : ContinuationRequest
    {
        // Never to be printed by accident.
        public override string ToString() => nameof(Issue);
    }

    /// <summary>A code that may fit: ask first whether it is the customer's own. It may have been put into their mouth.</summary>
    public sealed record Confirm(string Hash) : ContinuationRequest;

    /// <summary>It is not theirs: nothing is joined, and the code is worth nothing any more.</summary>
    public sealed record Decline(string Hash) : ContinuationRequest;

    /// <summary>It is theirs: go on here with the conversation that it stands for.</summary>
    public sealed record Redeem(string Hash) : ContinuationRequest;

    /// <summary>A code that does not fit.</summary>
    /// <param name="Tell">The message is nothing but the code, so the customer is told; otherwise it is read like any other.</param>
    public sealed record Invalid(bool Tell) : ContinuationRequest;
}
