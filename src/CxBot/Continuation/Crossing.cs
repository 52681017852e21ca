namespace CxBot.Continuation;

/// <summary>What a customer's message wants done between two channels.</summary>
public abstract record Crossing
{
    /// <summary>Give the customer a code, to go on elsewhere.</summary>
    public sealed record Give(string Code, string Hash) : Crossing
    {
        // Never to be printed by accident.
        public override string ToString() => nameof(Give);
    }

    /// <summary>A code that may fit: ask first whether it is the customer's own. It may have been put into their mouth.</summary>
    public sealed record Ask(string Hash) : Crossing;

    /// <summary>It is not theirs: nothing is joined, and the code is worth nothing any more.</summary>
    public sealed record Decline(string Hash) : Crossing;

    /// <summary>It is theirs: go on here with the conversation that it stands for.</summary>
    public sealed record Enter(string Hash) : Crossing;

    /// <summary>A code that does not fit.</summary>
    /// <param name="Tell">The message is nothing but the code, so the customer is told; otherwise it is read like any other.</param>
    public sealed record Wrong(bool Tell) : Crossing;
}
