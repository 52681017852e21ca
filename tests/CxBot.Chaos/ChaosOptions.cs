using System.Globalization;

namespace CxBot.Chaos;

/// <summary>How much is broken, and how often.</summary>
/// <param name="Seed">Decides what customers say, how the Graph API answers and when something breaks.</param>
/// <param name="Kills">How often a scenario kills, or breaks and heals.</param>
/// <param name="Messages">How many messages customers say at least, in all.</param>
/// <param name="Customers">How many write at once, half of them on each channel.</param>
/// <param name="Sockets">How many sockets are cut at once.</param>
internal sealed record ChaosOptions(int Seed = 1, int Kills = 3, int Messages = 300, int Customers = 12, int Sockets = 2000)
{
    /// <summary>The databases to run on; null for all that the scenario is for.</summary>
    public StoreKind? Store { get; init; }

    /// <summary>How many times longer than promised everything may take: more than 1 where the machine has other work.</summary>
    public int Patience { get; init; } = 1;

    /// <exception cref="FormatException">A value is missing or no number.</exception>
    public static (ChaosOptions Options, IReadOnlyList<string> Scenarios) Read(IReadOnlyList<string> arguments)
    {
        var options = new ChaosOptions();
        var scenarios = new List<string>();
        for (var at = 0; at < arguments.Count; at++)
        {
            if (!arguments[at].StartsWith("--", StringComparison.Ordinal))
            {
                scenarios.Add(arguments[at]);
                continue;
            }
            var name = arguments[at];
            var value = ++at < arguments.Count ? arguments[at] : throw new FormatException($"{name} wants a value.");
            options = name switch
            {
                "--seed" => options with { Seed = Number(value) },
                "--kills" => options with { Kills = Number(value) },
                "--messages" => options with { Messages = Number(value) },
                "--customers" => options with { Customers = Number(value) },
                "--sockets" => options with { Sockets = Number(value) },
                "--patience" => options with { Patience = Number(value) },
                "--database" => options with { Store = Enum.Parse<StoreKind>(value, ignoreCase: true) },
                _ => throw new FormatException($"There is no {name}."),
            };
        }
        return (options, scenarios);
    }

    private static int Number(string value) => int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);
}
