using System.Diagnostics;
using CxBot.Handover;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Reports.ShopYear;

/// <summary>The real app through weeks of an invented shop, and every figure of the reports beside a ledger that was kept while it went
/// on and knows nothing of how the app keeps its own. How to run the long one stands in docs/contributing.md.</summary>
public sealed class ShopYearTests
{
    [Fact]
    public Task On_SQLite_every_figure_is_what_a_ledger_beside_it_says() => IsTrueAsync(new Season(14, 160, 45), onPostgres: false);

    [Fact]
    public Task On_PostgreSQL_every_figure_is_what_a_ledger_beside_it_says() => IsTrueAsync(new Season(15, 60, 45), onPostgres: true);

    [Fact(Explicit = true)]
    public Task As_large_as_the_environment_says_every_figure_is_what_a_ledger_beside_it_says() => IsTrueAsync(
        new Season(Number("SEED", 1), Number("CONVERSATIONS", 20_000), Number("DAYS", 120)) { AtOnce = Number("AT_ONCE", 200) },
        Environment.GetEnvironmentVariable("SHOPYEAR_DATABASE") == "Postgres");

    private static async Task IsTrueAsync(Season season, bool onPostgres)
    {
        await using var server = onPostgres ? await PostgresServer.StartAsync() : null;
        await using var shop = await Shop.OpenAsync(Season.Begins, season.First, server);
        var began = Stopwatch.GetTimestamp();
        var moments = new Moments(shop);
        await moments.RunAsync(season.Acts(shop), season.Changes);
        Report($"Seed {season.Seed}: {season.Conversations} conversations, {shop.Ledger.Matters.Count} cases, {moments.Count} moments in {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s");
        shop.Clock.Set(season.Ends.AddHours(1));
        await shop.BeginMomentAsync(alsoVanishing: false);
        await shop.FollowedAsync();
        // Whoever reckons everything once more gets the same.
        await shop.MarkAllAsync();
        await shop.FollowedAsync();
        Report($"followed after {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s");

        shop.Ledger.Settle(shop.Now);
        var truth = new Truth(shop.Ledger, shop.Hours, shop.Get<IOptions<HandoverOptions>>().Value.WaitTarget, shop.Now);
        var comparison = new Comparison(shop, season, truth);
        await SecondOpinion.AgreesAsync(shop, comparison.Whole, truth);
        await comparison.AllAsync(ranges: 8);
        Report($"{comparison.Compared} values compared after {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s");
    }

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable("SHOPYEAR_" + name), out var given) ? given : otherwise;

    private static void Report(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
