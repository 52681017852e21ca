using CxBot.ApiKeys;
using CxBot.Audit;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.ApiKeys;

/// <summary>Made, shown once, known by its hash, taken back.</summary>
public sealed class ApiKeyTests : IAsyncLifetime
{
    private readonly AgentServicesFixture _services = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ApiKeyActs Acts => _services.Services.GetRequiredService<ApiKeyActs>();
    private ApiKeyCheck Check => _services.Services.GetRequiredService<ApiKeyCheck>();

    public async ValueTask InitializeAsync()
    {
        await _services.MigratedAsync();
        await _services.Services.GetRequiredService<Writer>().StartAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.Services.GetRequiredService<Writer>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    [Fact]
    public void A_key_can_be_found_where_it_leaked_and_no_two_are_alike()
    {
        var keys = Enumerable.Range(0, 100).Select(_ => ApiKeyText.New()).ToHashSet();
        Assert.Equal(100, keys.Count);
        Assert.All(keys, key => Assert.Matches("^cxb_[A-Za-z0-9_-]{43}$", key));
    }

    [Fact]
    public async Task Of_a_key_only_the_hash_is_kept_and_it_opens_what_it_was_made_for_until_it_is_taken_back()
    {
        var text = (await MakeAsync("Sheet", ApiScopes.ReportsRead)).Text!;
        var key = (await Check.FindAsync(text, Token))!;
        Assert.Equal((true, false), (key.Opens(ApiScopes.ReportsRead), key.Opens(ApiScopes.ReportsCases)));
        await using var db = _services.Db();
        var row = await db.ApiKeys.AsNoTracking().SingleAsync(Token);
        Assert.Equal((ApiKeyText.Hash(text), text[^4..]), (row.Hash, row.Ending));
        Assert.NotNull(row.LastUsedOn);
        Assert.DoesNotContain(text, string.Join('\n', (await db.AuditEntries.AsNoTracking().ToListAsync(Token))
            .SelectMany(line => line.Details?.Values ?? [])), StringComparison.Ordinal);

        Assert.Null(await Check.FindAsync(text[..^1] + (text[^1] == 'A' ? 'B' : 'A'), Token));
        Assert.Null(await Check.FindAsync(row.Hash, Token));
        Assert.Null(await Check.FindAsync("", Token));
        Assert.Null(await Acts.RevokeAsync(AuditActor.CommandLine, key.Id, Token));
        Assert.Null(await Check.FindAsync(text, Token));
        Assert.Equal(ApiKeyProblem.Gone, await Acts.RevokeAsync(AuditActor.CommandLine, key.Id, Token));
        Assert.Equal([AuditActs.ApiKeyMade, AuditActs.ApiKeyRevoked],
            await db.AuditEntries.OrderBy(line => line.Id).Select(line => line.Act).ToListAsync(Token));
    }

    [Fact]
    public async Task A_name_is_one_working_keys_alone_also_where_two_make_it_at_once()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => MakeAsync(" Sheet ", ApiScopes.ReportsRead)));
        Assert.Single(outcomes, outcome => outcome.Text is not null);
        Assert.Equal(7, outcomes.Count(outcome => outcome.Problem == ApiKeyProblem.NameTaken));
        await Acts.RevokeAsync(AuditActor.CommandLine, (await Acts.ListAsync(Token)).Single().Id, Token);
        Assert.NotNull((await MakeAsync("Sheet", ApiScopes.ReportsRead)).Text);
        Assert.Equal(["works", "revoked"], (await Acts.ListAsync(Token)).Select(key => key.RevokedAt is null ? "works" : "revoked"));
    }

    [Theory]
    [InlineData("", "reports:read", ApiKeyProblem.NameWrong)]
    [InlineData("a\nb", "reports:read", ApiKeyProblem.NameWrong)]
    [InlineData("Sheet", "reports:write", ApiKeyProblem.ScopeWrong)]
    [InlineData("Sheet", null, ApiKeyProblem.ScopeWrong)]
    public async Task What_is_no_name_and_no_scope_makes_no_key(string name, string? scope, ApiKeyProblem problem) =>
        Assert.Equal(problem, (await MakeAsync(name, scope is null ? [] : [scope])).Problem);

    private Task<ApiKeyOutcome> MakeAsync(string name, params string[] scopes) =>
        Acts.MakeAsync(AuditActor.CommandLine, name, scopes, Token);
}
