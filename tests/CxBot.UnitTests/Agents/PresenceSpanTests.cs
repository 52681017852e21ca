using CsCheck;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Agents;

public sealed class PresenceSpanTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Nine);
    private readonly AgentServicesFixture _services;
    private Agent _sari = null!;
    private Agent _budi = null!;

    public PresenceSpanTests() => _services = new(time: _time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AgentPresence Presence => _services.Services.GetRequiredService<AgentPresence>();

    public async ValueTask InitializeAsync()
    {
        await _services.MigratedAsync();
        await _services.Services.GetRequiredService<Writer>().StartAsync(Token);
        _sari = await HireAsync("sari");
        _budi = await HireAsync("budi");
    }

    public async ValueTask DisposeAsync()
    {
        await _services.Services.GetRequiredService<Writer>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task Signs_of_life_are_one_span_from_the_first_to_the_last()
    {
        await SeenAsync("9:00:00");
        Assert.Equal("here 9:00:00-9:00:00", await SpansAsync());
        await SeenAsync("9:00:20");
        await SeenAsync("9:00:40");
        Assert.Equal("here 9:00:00-9:00:40", await SpansAsync());
    }

    [Fact]
    public async Task A_desk_that_was_silent_for_longer_than_a_minute_was_gone_from_its_last_sign_on()
    {
        await SeenAsync("9:00:00");
        await SeenAsync("9:01:00");
        await SeenAsync("9:02:01");
        await SeenAsync("9:02:21");
        Assert.Equal("here 9:00:00-9:01:00|here 9:02:01-9:02:21", await SpansAsync());
    }

    [Fact]
    public async Task Away_ends_one_span_and_begins_another_at_once()
    {
        await SeenAsync("9:00:00");
        await SetAwayAsync("9:00:10", true);
        await SeenAsync("9:00:20");
        await SetAwayAsync("9:00:25", true);
        await SetAwayAsync("9:00:30", false);
        await SeenAsync("9:00:40");
        Assert.Equal("here 9:00:00-9:00:10|away 9:00:10-9:00:30|here 9:00:30-9:00:40", await SpansAsync());
    }

    [Fact]
    public async Task Away_and_back_in_the_same_moment_is_no_span_of_its_own()
    {
        await SeenAsync("9:00:00");
        await SetAwayAsync("9:00:10", true);
        await SetAwayAsync("9:00:10", false);
        await SeenAsync("9:00:20");
        Assert.Equal("here 9:00:00-9:00:10|here 9:00:10-9:00:20", await SpansAsync());
    }

    [Fact]
    public async Task Who_comes_back_as_away_is_away_and_the_night_belongs_to_no_span()
    {
        await SeenAsync("9:00:00");
        await SetAwayAsync("9:00:10", true);
        await SeenAsync("17:00:00");
        await SetAwayAsync("17:00:05", false);
        Assert.Equal("here 9:00:00-9:00:10|away 9:00:10-9:00:10|away 17:00:00-17:00:05|here 17:00:05-17:00:05", await SpansAsync());
    }

    [Fact]
    public async Task Who_is_back_after_a_silence_begins_with_the_new_state_alone()
    {
        await SeenAsync("9:00:00");
        await SetAwayAsync("10:00:00", true);
        Assert.Equal("here 9:00:00-9:00:00|away 10:00:00-10:00:00", await SpansAsync());
    }

    [Fact]
    public async Task A_desk_in_front_is_a_sign_of_life_and_one_that_goes_to_the_back_is_none()
    {
        await LooksAsync("9:00:00", true);
        await LooksAsync("9:00:20", true);
        await LooksAsync("9:00:30", false);
        Assert.Equal("here 9:00:00-9:00:20", await SpansAsync());
    }

    [Fact]
    public async Task Several_desks_of_one_agent_are_one_presence_and_two_agents_are_two()
    {
        await SeenAsync("9:00:00");
        await SeenAsync("9:00:05");
        await Presence.SeenAsync(_budi.Id, Token);
        await SeenAsync("9:00:20");
        await SeenAsync("9:00:25");
        Assert.Equal("here 9:00:00-9:00:25", await SpansAsync());
        Assert.Equal("here 9:00:05-9:00:05", await SpansAsync(_budi));
    }

    [Fact]
    public async Task A_disabled_agent_is_nowhere()
    {
        await SeenAsync("9:00:00");
        await _services.Accounts.DisableAsync(AuditActor.CommandLine, _sari.Id, Token);
        await SeenAsync("9:00:20");
        await SetAwayAsync("9:00:25", true);
        await LooksAsync("9:00:30", true);
        Assert.Equal("here 9:00:00-9:00:00", await SpansAsync());
    }

    [Fact]
    public async Task What_was_stays_when_the_account_goes()
    {
        await SeenAsync("9:00:00");
        await using (var db = _services.Db())
            await db.Users.Where(a => a.Id == _sari.Id).ExecuteDeleteAsync(Token);
        await SeenAsync("9:00:20");
        Assert.Equal("here 9:00:00-9:00:00", await SpansAsync());
    }

    [Fact]
    public async Task Time_that_comes_again_after_the_clock_was_set_back_is_counted_once()
    {
        await SeenAsync("9:00:00");
        await SeenAsync("9:00:40");
        await SeenAsync("9:00:10");
        await SetAwayAsync("9:00:30", true);
        await SeenAsync("9:00:50");
        await SeenAsync("9:01:10");
        Assert.Equal("here 9:00:00-9:00:50|away 9:00:50-9:01:10", await SpansAsync());
    }

    [Fact]
    public async Task A_clock_that_was_ahead_for_a_while_hides_nothing_of_what_comes_before_it()
    {
        await SeenAsync("9:00:00");
        await SeenAsync("15:00:00");
        await SeenAsync("15:00:20");
        await SeenAsync("9:00:20");
        await SeenAsync("14:59:50");
        await SeenAsync("15:00:10");
        await SeenAsync("15:00:30");
        Assert.Equal("here 9:00:00-9:00:20|here 14:59:50-14:59:50|here 15:00:00-15:00:30", await SpansAsync());
    }

    [Fact]
    public async Task Whatever_desks_and_clocks_do_no_span_overlaps_another_or_ends_before_it_begins_or_is_lost()
    {
        // Which way the clock goes, in seconds, and what the desk says then.
        var signs = Gen.Select(Gen.Frequency((9, Gen.Int[0, 90]), (1, Gen.Int[-300, 300])), Gen.Int[0, 3]).Array[1, 25];
        var agents = 0;
        await signs.SampleAsync(async acts =>
        {
            var (agent, before) = (await HireAsync($"a{agents++}"), new List<PresenceSpan>());
            foreach (var (seconds, act) in acts)
            {
                _time.AdjustTime(_time.GetUtcNow().AddSeconds(seconds));
                await (act < 2 ? Presence.SeenAsync(agent.Id, Token) : Presence.SetAwayAsync(agent.Id, act == 2, Token));
                var spans = await ReadAsync(agent);
                Assert.NotEmpty(spans);
                Assert.All(spans, span => Assert.True(span.From <= span.To));
                Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.True(pair.First.To <= pair.Second.From));
                Assert.All(before, had => Assert.Contains(spans, span => span.From == had.From && span.To >= had.To));
                before = spans;
            }
        }, iter: 40, threads: 1);
    }

    [Fact]
    public async Task While_the_clock_goes_on_spans_are_what_the_signs_say()
    {
        var signs = Gen.Select(Gen.Int[0, 90], Gen.Int[0, 3]).Array[1, 25];
        var agents = 0;
        await signs.SampleAsync(async acts =>
        {
            var agent = await HireAsync($"b{agents++}");
            var (expected, away) = (new List<(DateTimeOffset From, DateTimeOffset To, bool Away)>(), false);
            foreach (var (seconds, act) in acts)
            {
                // A tick more, because two signs of one moment may leave a span of no length.
                _time.Advance(TimeSpan.FromSeconds(seconds) + TimeSpan.FromTicks(1));
                var now = _time.GetUtcNow();
                await (act < 2 ? Presence.SeenAsync(agent.Id, Token) : Presence.SetAwayAsync(agent.Id, act == 2, Token));
                away = act < 2 ? away : act == 2;
                var goesOn = expected is [.., var last] && now - last.To <= TimeSpan.FromMinutes(1);
                if (goesOn)
                    expected[^1] = expected[^1] with { To = now };
                if (!goesOn || expected[^1].Away != away)
                    expected.Add((now, now, away));
            }
            Assert.Equal(expected, (await ReadAsync(agent)).Select(span => (span.From, span.To, span.Away)));
        }, iter: 40, threads: 1);
    }

    private async Task<Agent> HireAsync(string name) => (await _services.Accounts.CreateAsync(
        AuditActor.CommandLine, $"{name}@example.test", "Sari", AgentRoles.Agent, "kuda baterai benar", Token)).Agent!;

    private Task SeenAsync(string clock) => AtAsync(clock, presence => presence.SeenAsync(_sari.Id, Token));

    private Task SetAwayAsync(string clock, bool away) => AtAsync(clock, presence => presence.SetAwayAsync(_sari.Id, away, Token));

    private Task LooksAsync(string clock, bool inFront) => AtAsync(clock, presence => presence.LooksAsync(_sari.Id, inFront, Token));

    private Task AtAsync(string clock, Func<AgentPresence, Task> act)
    {
        _time.AdjustTime(Nine.AddHours(-9) + TimeSpan.Parse(clock, System.Globalization.CultureInfo.InvariantCulture));
        return act(Presence);
    }

    private async Task<string> SpansAsync(Agent? agent = null) => string.Join('|', (await ReadAsync(agent ?? _sari))
        .Select(span => $"{(span.Away ? "away" : "here")} {span.From:H:mm:ss}-{span.To:H:mm:ss}"));

    private async Task<List<PresenceSpan>> ReadAsync(Agent agent)
    {
        await using var db = _services.Db();
        return await db.PresenceSpans.AsNoTracking().Where(s => s.AgentId == agent.Id).OrderBy(s => s.From).ToListAsync(Token);
    }
}
