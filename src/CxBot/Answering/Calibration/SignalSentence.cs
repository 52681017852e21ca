namespace CxBot.Answering.Calibration;

/// <summary>How a signal is told to people: for the article found, against it, or neither. Keys are those of the desk's words.</summary>
/// <param name="Line">Its place among the lines.</param>
public sealed record SignalSentence(int Line)
{
    /// <summary>From this value on it speaks for the article found.</summary>
    public double For { get; init; } = double.PositiveInfinity;

    /// <summary>Below this value it speaks against it.</summary>
    public double Against { get; init; } = double.NegativeInfinity;

    /// <summary>The key where it speaks for; null where nothing is said then.</summary>
    public string? KeyFor { get; init; }

    /// <summary>The key where it speaks neither for nor against.</summary>
    public string? Key { get; init; }

    /// <summary>The key where it speaks against.</summary>
    public string? KeyAgainst { get; init; }

    /// <summary>Nothing is said where the value is 0.</summary>
    public bool OnlyWhereSeen { get; init; }

    /// <summary>The value is a logarithm, and is told as the share that it stands for.</summary>
    public bool IsLogarithm { get; init; }

    /// <summary>The encoder's signal that is told in the same sentence; the larger of both decides.</summary>
    public string? Beside { get; init; }

    /// <summary>The key of that sentence.</summary>
    public string? KeyBeside { get; init; }

    /// <summary>Whether a value speaks for the article found; false against it; null where it says little.</summary>
    public bool? SpeaksFor(double value) => value >= For ? true : value < Against ? false : null;

    /// <returns>Null where nothing is said.</returns>
    public string? KeyOf(bool? speaksFor) => speaksFor switch { true => KeyFor, false => KeyAgainst, null => Key };

    /// <summary>Every key that it may be told by.</summary>
    public IEnumerable<string> Keys => new[] { KeyFor, Key, KeyAgainst, KeyBeside }.OfType<string>();
}
