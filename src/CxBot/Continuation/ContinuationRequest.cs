namespace CxBot.Continuation;

/// <summary>What a customer's message wants done between two channels.</summary>
public abstract record ContinuationRequest
{
    private ContinuationRequest()
    {
    }

    /// <summary>Issue a code, with which the customer goes on elsewhere.</summary>
    public sealed record Issue(string Code, string Hash) : ContinuationRequest
    {
        // A code must never be printed by accident.
        public override string ToString() => nameof(Issue);
    }

    /// <summary>Ask first whether the code, which may fit, is the customer's own: somebody else may have given it to them.</summary>
    public sealed record Confirm(string Hash) : ContinuationRequest;

    /// <summary>The code is the customer's: go on here with the conversation that it stands for.</summary>
    public sealed record Redeem(string Hash) : ContinuationRequest;

    /// <summary>The code is not the customer's: nothing is joined, and the code works no more.</summary>
    public sealed record Decline(string Hash) : ContinuationRequest;

    /// <summary>The code does not fit. It counts as a guess.</summary>
    /// <param name="Tell">Whether the customer is told, because the message is nothing but the code. Otherwise it is read like any
    /// other.</param>
    public sealed record Invalid(bool Tell) : ContinuationRequest;
}
