using CxBot.Handover;
using CxBot.Reports.Facts;
using CxBot.Storage;
using CxBot.Tests.Reports.ShopYear;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Reports.Facts;

/// <summary>The follower is stopped at any instant while acts go on: between its reads, and in its write, between the marks that it took
/// away and the facts that it had not written. Whoever comes after it gets the same as one who was never stopped.</summary>
public sealed class FollowerKillsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task Stopped_20_times_while_acts_go_on_the_facts_are_those_reckoned_from_scratch() => KilledAsync(20, 30, onPostgres: false);

    [Theory(Explicit = true)]
    [InlineData(false)]
    [InlineData(true)]
    public Task Stopped_200_times_while_acts_go_on_the_facts_are_those_reckoned_from_scratch(bool onPostgres) =>
        KilledAsync(200, 300, onPostgres);

    private static async Task KilledAsync(int kills, int conversations, bool onPostgres)
    {
        await using var server = onPostgres ? await PostgresServer.StartAsync() : null;
        var season = new Season(kills, conversations, 20);
        await using var shop = await Shop.OpenAsync(Season.Begins, season.First, server, WithoutFollower);
        // Who is erased waits for the follower, and it stands still for as long as the test likes.
        var acts = season.Acts(shop).GroupBy(act => act.Guest.Place.Person).Where(one => !one.Any(act => act.Do == act.Guest.IsErasedAsync))
            .SelectMany(one => one);
        var going = new Moments(shop).RunAsync(acts, new Dictionary<DateTimeOffset, TrueCalendar>());
        var (chance, killed) = (new Random(kills), 0);
        while (killed < kills || !going.IsCompleted)
            killed += await KilledOnceAsync(shop, chance, onPostgres) ? 1 : 0;
        await going;
        await using (var last = Follower(shop))
            await last.Worker.RoundAsync(Token);
        Assert.False(await shop.App.ReadAsync(db => db.CaseChanges.AnyAsync(Token)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{killed} kills");
        await using var db = shop.Get<IDbContextFactory<CxBotDbContext>>().CreateDbContext();
        await FromScratch.AreAsync(db, shop.Get<IOptions<HandoverOptions>>().Value.WaitTarget);
    }

    /// <returns>Whether it had something to do, and was stopped before it had done it.</returns>
    private static async Task<bool> KilledOnceAsync(Shop shop, Random chance, bool onPostgres)
    {
        var inWrite = chance.Next(2) == 0;
        // The same marks come again and again.
        await shop.Get<Writer>().RunAsync(async (db, token) =>
        {
            var some = await db.Cases.OrderBy(c => c.Id).Skip(chance.Next(10)).Select(c => c.Id).Take(30).ToListAsync(token);
            db.CaseChanges.AddRange(some.Select(id => new CxBot.Conversations.Cases.CaseChange { CaseId = id }));
            if (inWrite)
                await db.Database.ExecuteSqlRawAsync(Trap.Set(Trap.Tables[chance.Next(Trap.Tables.Length)], onPostgres), token);
            await db.SaveChangesAsync(token);
        }, Token);
        await using var follower = Follower(shop);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        if (!inWrite)
            stop.CancelAfter(TimeSpan.FromMilliseconds(chance.Next(1, 25)));
        var stopped = false;
        try
        {
            await follower.Worker.RoundAsync(stop.Token);
        }
        catch (Exception died) when (died is OperationCanceledException or DbUpdateException or StorageException)
        {
            stopped = true;
        }

        if (inWrite)
            await shop.Get<Writer>().RunAsync((db, token) => db.Database.ExecuteSqlRawAsync(Trap.Spring(onPostgres), token), Token);
        return stopped;
    }

    private static FollowerOfATest Follower(Shop shop) => new(new FactsFollower(shop.Get<Writer>(),
        shop.Get<IDbContextFactory<CxBotDbContext>>(), shop.Get<Leases>(), shop.Get<IOptions<HandoverOptions>>(), TimeProvider.System,
        NullLogger<FactsFollower>.Instance));

    private static void WithoutFollower(IServiceCollection services)
    {
        foreach (var hosted in services.Where(s => s.ServiceType == typeof(IHostedService)
            && s.ImplementationFactory?.Method.ReturnType == typeof(FactsFollower)).ToList())
            services.Remove(hosted);
    }

    private sealed record FollowerOfATest(FactsFollower Worker) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Worker.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
