namespace CxBot.Turns;

/// <summary>What happened just before, as far as the policy needs it.</summary>
public sealed record PolicyContext
{
    /// <summary>Nothing happened before.</summary>
    public static PolicyContext Fresh { get; } = new();

    /// <summary>The bot's misses in a row before this message; 0 after an answer.</summary>
    public int Missed { get; init; }

    /// <summary>Whether this message is "none of these" to the bot's choices.</summary>
    public bool ChoseNoneOfThese { get; init; }

    /// <summary>Whether the bot's last message asked which article was meant.</summary>
    public bool ClarifiedLast { get; init; }
}
