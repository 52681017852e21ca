using CxBot.Reports.Facts;
using CxBot.Reports.Rollups;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Reports.Rollups;

public sealed class RollupWriterTests
{
    private const int FirstDay = 20_000;
    private const int Days = 6;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_who_add_up_the_same_days_disturb_each_other_in_nothing()
    {
        await using var database = new TestDatabase();
        await database.StartAsync();
        await database.Writer.RunAsync(async (db, token) =>
        {
            for (var day = FirstDay; day < FirstDay + Days; day++)
                for (var number = 0; number < 40; number++)
                    db.CaseFacts.Add(new CaseFact
                    {
                        CaseId = ((day - FirstDay) * 40) + number + 1,
                        Day = day,
                        Hour = number % 24,
                        At = day * 86_400L,
                        EndedAt = (day * 86_400L) + 60,
                        Outcome = CaseOutcome.Assumed,
                        Topic = number % 7,
                    });
            await db.SaveChangesAsync(token);
            await RollupWriter.ForgetAsync(db, Enumerable.Range(FirstDay, Days), token);
        }, Token);

        // Whoever comes to a day that another has begun with leaves it to the one who came last.
        await Task.WhenAll(AllAsync(database), AllAsync(database));
        await AllAsync(database);
        var twice = await SumsAsync(database);
        await database.Writer.RunAsync((db, token) => RollupWriter.ForgetAsync(db, Enumerable.Range(FirstDay, Days), token), Token);
        await AllAsync(database);
        Assert.Equal(await SumsAsync(database), twice);
        Assert.NotEmpty(twice);
    }

    private static async Task AllAsync(TestDatabase database)
    {
        var writer = new RollupWriter(database.Writer, database.Factory, minCases: 0);
        while (await writer.RollNextAsync(DateTimeOffset.FromUnixTimeSeconds((FirstDay + 100) * 86_400L), Token))
        {
        }
    }

    private static async Task<List<string>> SumsAsync(TestDatabase database)
    {
        await using var db = database.Factory.CreateDbContext();
        return await db.Rollups.OrderBy(r => r.Level).ThenBy(r => r.Dimension).ThenBy(r => r.Period).ThenBy(r => r.Value)
            .ThenBy(r => r.Part).ThenBy(r => r.Bucket)
            .Select(r => $"{r.Level} {r.Dimension} {r.Period} {r.Value} {r.Part} {r.Bucket} {r.Count}").ToListAsync(Token);
    }
}
