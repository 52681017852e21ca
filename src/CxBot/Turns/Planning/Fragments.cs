using CxBot.Conversations;
using CxBot.Language.Text;

namespace CxBot.Turns.Planning;

/// <summary>Says how long doubt waits for the rest of a thought, because customers send one thought in several messages. Pure.</summary>
public static class Fragments
{
    /// <summary>The wait after the last message.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1.5);

    /// <summary>The longest wait after the first message, however much is typed.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(6);

    /// <summary>No customer reads an answer within this time, so a message that comes so soon after it was on its way already.</summary>
    public static readonly TimeSpan Unread = TimeSpan.FromSeconds(2.5);

    /// <summary>The share of its confidence that an answered thought keeps together with the next message, if that message belongs to
    /// it.</summary>
    public const double AsClear = 0.93;

    /// <summary>The share of words that a message has in common with an earlier one, if it asks the same again.</summary>
    private const double SaidAgain = 0.6;

    /// <summary>Whether a message asks the same as an earlier one, and does not go on with it.</summary>
    public static bool IsSaidAgain(string text, IEnumerable<string> before)
    {
        var words = Stems(text);
        return words.Count > 0 && before.Select(Stems)
            .Any(earlier => earlier.Count > 0 && words.Count(earlier.Contains) >= SaidAgain * Math.Max(words.Count, earlier.Count));
    }

    private static HashSet<string> Stems(string text) => [.. TextNormalizer.Normalize(text).Select(w => w.Stem)];

    /// <summary>How long doubt still waits; zero where it has waited enough.</summary>
    /// <param name="pending">The messages of the thought so far, oldest first.</param>
    /// <param name="heardAt">When the last message came, by the clock. The log's times may run ahead of the clock, because they only
    /// grow.</param>
    /// <param name="types">Whether the customer is typing now.</param>
    public static TimeSpan Left(IReadOnlyList<Message> pending, DateTimeOffset heardAt, bool types, DateTimeOffset now)
    {
        var latest = heardAt - (pending[^1].At - pending[0].At) + Longest;
        var paused = heardAt + Pause;
        var left = (types || paused > latest ? latest : paused) - now;
        // More than the longest wait is left only where the clock was set back meanwhile.
        return left < TimeSpan.Zero || left > Longest ? TimeSpan.Zero : left;
    }
}
