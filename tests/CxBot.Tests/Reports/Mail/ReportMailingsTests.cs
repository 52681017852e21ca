using CxBot.ApiKeys;
using CxBot.Audit;
using CxBot.Handover;
using CxBot.Mail;
using CxBot.Reports.Mail;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Reports.Mail;

/// <summary>Which reports are due, and that each goes out once.</summary>
public sealed class ReportMailingsTests : IAsyncDisposable
{
    private const string Manager = "manager@shop.example";

    // A Monday, eight in the morning in Jakarta.
    private readonly FakeTimeProvider _time = new(new(2026, 11, 30, 1, 0, 0, TimeSpan.Zero));
    private readonly ReportMailOptions _options = new() { Recipients = [Manager], Daily = true };
    private AgentServicesFixture? _services;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (_services is null)
            return;
        await _services.Services.GetRequiredService<Writer>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task A_kind_that_is_turned_on_begins_with_its_last_period_and_each_is_written_down_once()
    {
        var mailings = await StartAsync();
        (_options.Weekly, _options.Monthly) = (true, true);
        for (var again = 0; again < 3; again++)
            await mailings.MakeDueAsync(Token);
        Assert.Equal(["Daily 2026-11-29", "Monthly 2026-10-01", "Weekly 2026-11-23"], await AllAsync());

        // Before the hour nothing is due; from it on the day before is.
        _time.SetUtcNow(new(2026, 11, 30, 23, 59, 0, TimeSpan.Zero));
        await mailings.MakeDueAsync(Token);
        Assert.Equal(3, (await AllAsync()).Count);
        _time.Advance(TimeSpan.FromMinutes(1));
        await mailings.MakeDueAsync(Token);
        Assert.Equal(["Daily 2026-11-29", "Daily 2026-11-30", "Monthly 2026-10-01", "Monthly 2026-11-01", "Weekly 2026-11-23"],
            await AllAsync());
    }

    [Fact]
    public async Task What_was_missed_within_three_days_comes_later_and_of_what_is_older_the_newest()
    {
        var mailings = await StartAsync();
        await mailings.MakeDueAsync(Token);
        _time.Advance(TimeSpan.FromDays(10));
        _options.Weekly = true;
        await mailings.MakeDueAsync(Token);
        Assert.Equal(
            ["Daily 2026-11-29", "Daily 2026-12-07", "Daily 2026-12-08", "Daily 2026-12-09", "Weekly 2026-11-30"],
            await AllAsync());
    }

    [Fact]
    public async Task Who_is_named_later_gets_nothing_of_before()
    {
        var mailings = await StartAsync();
        await mailings.MakeDueAsync(Token);
        var one = Assert.Single(await mailings.WaitingAsync(Token));
        await mailings.ClaimAsync(one, Token);
        await mailings.SentAsync(one, Token);
        _options.Recipients = ["owner@shop.example", Manager];
        await mailings.MakeDueAsync(Token);
        Assert.Empty(await mailings.WaitingAsync(Token));
        _time.Advance(TimeSpan.FromDays(1));
        await mailings.MakeDueAsync(Token);
        Assert.Equal(["owner@shop.example", Manager], (await mailings.WaitingAsync(Token)).Select(m => m.Recipient));
    }

    [Fact]
    public async Task Who_is_no_longer_named_gets_nothing_more_and_a_mended_address_gets_what_waits()
    {
        var mailings = await StartAsync();
        await mailings.MakeDueAsync(Token);
        _options.Recipients = ["owner@shop.example"];
        await mailings.MakeDueAsync(Token);
        Assert.Equal("owner@shop.example", Assert.Single(await mailings.WaitingAsync(Token)).Recipient);
    }

    [Fact]
    public async Task Of_many_that_take_one_at_once_one_has_it_and_sent_is_for_ever()
    {
        var mailings = await StartAsync();
        await mailings.MakeDueAsync(Token);
        var one = Assert.Single(await mailings.WaitingAsync(Token));
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => mailings.ClaimAsync(one, Token)));
        Assert.Single(claims, claimed => claimed);
        // One that has not got it fails to connect: what the other has stays the other's.
        await mailings.FailedAsync(one, MailProblem.Unreachable, claimed: false, Token);
        Assert.Empty(await mailings.WaitingAsync(Token));
        await mailings.SentAsync(one, Token);
        _time.Advance(TimeSpan.FromHours(2));
        await mailings.MakeDueAsync(Token);
        Assert.Empty(await mailings.WaitingAsync(Token));
        Assert.Equal(MailingState.Sent, Assert.Single(await mailings.LastAsync(5, Token)).State);
        Assert.Null(await mailings.TroubleAsync(Token));
    }

    [Fact]
    public async Task A_failure_is_tried_again_after_longer_and_longer_pauses_for_three_days()
    {
        var mailings = await StartAsync();
        await mailings.MakeDueAsync(Token);
        var pauses = new List<TimeSpan>();
        while (true)
        {
            var one = Assert.Single(await mailings.WaitingAsync(Token));
            Assert.True(await mailings.ClaimAsync(one, Token));
            if (await mailings.FailedAsync(one, MailProblem.SignInRefused, claimed: true, Token) is not { } again)
                break;
            Assert.Equal(MailProblem.SignInRefused, await mailings.TroubleAsync(Token));
            Assert.Empty(await mailings.WaitingAsync(Token));
            pauses.Add(again - _time.GetUtcNow());
            _time.SetUtcNow(again);
        }

        Assert.Equal([64, 128, 256, 512, 1024, 2048, 3600], pauses.Take(7).Select(pause => pause.TotalSeconds));
        Assert.InRange(pauses.Sum(pause => pause.TotalHours), 72, 74);
        Assert.Equal(MailingState.GivenUp, Assert.Single(await mailings.LastAsync(5, Token)).State);
    }

    [Fact]
    public async Task What_a_process_that_died_had_begun_is_not_sent_again_but_told()
    {
        var mailings = await StartAsync();
        await mailings.MakeDueAsync(Token);
        Assert.True(await mailings.ClaimAsync(Assert.Single(await mailings.WaitingAsync(Token)), Token));
        _time.Advance(ReportMailings.MaxSending + TimeSpan.FromSeconds(1));
        await mailings.MakeDueAsync(Token);
        Assert.Empty(await mailings.WaitingAsync(Token));
        Assert.Equal(MailProblem.NotKnown, await mailings.TroubleAsync(Token));
        Assert.Equal(MailingState.Unknown, Assert.Single(await mailings.LastAsync(5, Token)).State);
    }

    [Fact]
    public async Task On_PostgreSQL_each_is_written_down_and_taken_once_and_a_key_has_its_name_alone()
    {
        await using var server = await PostgresServer.StartAsync();
        var mailings = await StartAsync(server);
        (_options.Weekly, _options.Monthly) = (true, true);
        await mailings.MakeDueAsync(Token);
        await mailings.MakeDueAsync(Token);
        var waiting = await mailings.WaitingAsync(Token);
        Assert.Equal(3, waiting.Count);
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => mailings.ClaimAsync(waiting[0], Token)));
        Assert.Single(claims, claimed => claimed);
        Assert.NotNull(await mailings.FailedAsync(waiting[0], MailProblem.TimedOut, claimed: true, Token));
        await mailings.ClaimAsync(waiting[1], Token);
        await mailings.SentAsync(waiting[1], Token);
        Assert.Equal(MailProblem.TimedOut, await mailings.TroubleAsync(Token));
        Assert.Equal(waiting[2].Id, Assert.Single(await mailings.WaitingAsync(Token)).Id);

        var keys = _services!.Services.GetRequiredService<ApiKeyActs>();
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => keys.MakeAsync(AuditActor.CommandLine, "Sheet",
            [ApiScopes.ReportsRead], Token)));
        var text = Assert.Single(made, outcome => outcome.Text is not null).Text!;
        var check = _services.Services.GetRequiredService<ApiKeyCheck>();
        Assert.NotNull(await check.FindAsync(text, Token));
        Assert.NotNull((await check.FindAsync(text, Token))!.LastUsedOn);
        await _services.Services.GetRequiredService<Writer>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        _services = null;
    }

    private async Task<ReportMailings> StartAsync(PostgresServer? server = null)
    {
        _services = await new AgentServicesFixture(server, _time).MigratedAsync();
        var services = _services.Services;
        await services.GetRequiredService<Writer>().StartAsync(Token);
        return new ReportMailings(services.GetRequiredService<Writer>(), services.GetRequiredService<IDbContextFactory<CxBotDbContext>>(),
            services.GetRequiredService<TeamPresence>(), Options.Create(_options), _time);
    }

    private async Task<IReadOnlyList<string>> AllAsync()
    {
        await using var db = _services!.Db();
        return [.. (await db.ReportMailings.ToListAsync(Token)).Select(m => $"{m.Period} {m.From:yyyy-MM-dd}").Order(StringComparer.Ordinal)];
    }
}
