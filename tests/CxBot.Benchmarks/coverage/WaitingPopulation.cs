using CxBot.Reports.Statistics;

namespace CxBot.Benchmarks.Coverage;

/// <summary>
/// Cases of two channels and six waits each, of which those who waited longer are less content; how many of a wait answer depends on the
/// wait alone.
/// </summary>
/// <param name="Answering">Which part of the cases of each wait answers, the shortest wait first.</param>
/// <param name="Content">Which part of them is content.</param>
/// <param name="OnWhatsApp">How many times as many as that are content on WhatsApp.</param>
internal sealed record WaitingPopulation(string Name, double[] Answering, double[] Content, double OnWhatsApp)
{
    private static readonly double[] Waits = [0.30, 0.25, 0.20, 0.12, 0.08, 0.05];
    private static readonly string[] Channels = ["web", "whatsapp"];

    private static readonly (string Name, double[] Parts)[] Answerings =
    [
        ("who waited answers less", [0.60, 0.50, 0.35, 0.20, 0.10, 0.05]), ("who waited answers more", [0.05, 0.10, 0.20, 0.35, 0.50, 0.60]),
        ("who waited answers a little less", [0.50, 0.45, 0.40, 0.32, 0.25, 0.20]), ("all answer alike", [0.3, 0.3, 0.3, 0.3, 0.3, 0.3]),
    ];

    private static readonly (string Name, double[] Parts)[] Contents =
    [
        ("much less content", [0.95, 0.90, 0.80, 0.65, 0.50, 0.40]), ("less content", [0.99, 0.97, 0.95, 0.90, 0.80, 0.60]),
        ("as content", [0.8, 0.8, 0.8, 0.8, 0.8, 0.8]),
    ];

    public static IReadOnlyList<WaitingPopulation> All { get; } =
        [.. Answerings.SelectMany(_ => Contents, (a, c) => new WaitingPopulation($"{a.Name}, {c.Name}", a.Parts, c.Parts, 1)),
            .. Answerings.SelectMany(_ => Contents, (a, c) =>
                new WaitingPopulation($"{a.Name}, {c.Name}, still less on WhatsApp", a.Parts, c.Parts, 0.7))];

    public double Truth => Waits.Zip(Content, (wait, content) => wait * content * (1 + OnWhatsApp) / 2).Sum();

    /// <summary>Exactly so many answers, of as many cases as they would come from.</summary>
    public IReadOnlyList<Stratum> Draw(int answers, Random random)
    {
        var rate = Waits.Zip(Answering, (wait, answering) => wait * answering).Sum();
        var tallies = new ScoreTally[Waits.Length * Channels.Length];
        for (var i = 0; i < answers; i++)
        {
            var (at, wait) = (random.NextDouble() * rate, 0);
            while (wait < Waits.Length - 1 && (at -= Waits[wait] * Answering[wait]) >= 0)
                wait++;
            var channel = random.Next(Channels.Length);
            var content = Content[wait] * (channel == 1 ? OnWhatsApp : 1);
            tallies[(wait * Channels.Length) + channel] += ScoreTally.Of(random.NextDouble() < content ? 1 : 0);
        }
        return [.. tallies.Select((tally, i) => new Stratum(
            Channels[i % Channels.Length], i / Channels.Length,
            Math.Max(tally.Count, (long)Math.Round(1_000 * answers / rate * Waits[i / Channels.Length] / Channels.Length)), tally))];
    }
}
