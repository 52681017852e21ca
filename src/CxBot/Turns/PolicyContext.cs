namespace CxBot.Turns;

/// <summary>What happened just before, as far as the policy needs it.</summary>
/// <param name="Missed">The bot's misses in a row before this message; 0 after an answer.</param>
/// <param name="ChoseNoneOfThese">This message is "none of these" to the bot's choices.</param>
/// <param name="ClarifiedLast">The bot's last message asked which was meant.</param>
public sealed record PolicyContext(int Missed, bool ChoseNoneOfThese, bool ClarifiedLast)
{
    /// <summary>Nothing happened yet.</summary>
    public static PolicyContext Fresh { get; } = new(0, false, false);
}
