using CxBot.Conversations.Cases;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Labels;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Labels;

/// <summary>Labels, and acts on many conversations, on both databases: one story each, run on each.</summary>
public sealed class LabelActsTests(LabelActsTests.Databases databases) : IClassFixture<LabelActsTests.Databases>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_label_is_made_put_on_renamed_merged_and_removed(bool onPostgres)
    {
        var team = await databases.TeamAsync(onPostgres);
        var labels = team.Get<LabelActs>();
        var dewi = AuditActor.Of(team.Dewi, null);
        ConversationId[] ids = [.. await team.WaitAsync(3, "label")];

        var refund = (await labels.AddAsync(" Refund ", LabelColour.Blue, team.Sari, Token)).Label!;
        Assert.Equal(refund.Id, (await labels.AddAsync("REFUND", LabelColour.Red, team.Budi, Token)).Label!.Id);
        Assert.Equal(LabelProblem.NameWrong, (await labels.AddAsync(" \u200B", LabelColour.Red, team.Budi, Token)).Problem);
        Assert.Equal(ids.Order(), (await labels.SetAsync(ids, refund.Id, true, team.Sari, Token))!.Order());
        Assert.Empty((await labels.SetAsync(ids, refund.Id, true, team.Budi, Token))!);
        Assert.Equal([ids[2]], await labels.SetAsync([ids[2]], refund.Id, false, team.Budi, Token));

        var late = (await labels.AddAsync("terlambat", LabelColour.Amber, team.Sari, Token)).Label!;
        await labels.SetAsync([ids[0]], late.Id, true, team.Sari, Token);
        Assert.Equal(LabelProblem.NameTaken, await labels.ChangeAsync(late.Id, "rEfUnD", LabelColour.Amber, dewi, Token));
        Assert.Null(await labels.ChangeAsync(late.Id, "Terlambat", LabelColour.Red, dewi, Token));
        Assert.Null(await labels.MergeAsync(refund.Id, late.Id, dewi, Token));
        Assert.Equal(LabelProblem.Gone, await labels.RemoveAsync(refund.Id, dewi, Token));
        Assert.Null(await labels.SetAsync(ids, refund.Id, true, team.Sari, Token));
        await using (var db = team.Db())
        {
            Assert.Equal([(late.Id, ids[0]), (late.Id, ids[1])], (await db.ConversationLabels.Where(l => l.LabelId == late.Id)
                .OrderBy(l => l.ConversationId).ToListAsync(Token)).Select(l => (l.LabelId, l.ConversationId)));
            Assert.Equal(("Terlambat", LabelColour.Red), await db.Labels.Where(l => l.Id == late.Id)
                .Select(l => new ValueTuple<string, LabelColour>(l.Name, l.Colour)).SingleAsync(Token));
            string[] subjects = [$"{refund.Id}", $"{late.Id}"];
            Assert.Equal(2,
                await db.AuditEntries.CountAsync(e => e.Act == AuditActs.LabelChanged && subjects.Contains(e.SubjectId), Token));
        }
        Assert.Null(await labels.RemoveAsync(late.Id, dewi, Token));
        await using (var db = team.Db())
            Assert.False(await db.ConversationLabels.AnyAsync(l => ids.Contains(l.ConversationId), Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_agents_who_make_the_same_label_at_once_have_one(bool onPostgres)
    {
        var team = await databases.TeamAsync(onPostgres);
        var labels = team.Get<LabelActs>();
        ConversationId[] ids = [.. await team.WaitAsync(4, "at-once")];
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(at =>
            labels.AddAsync(at % 2 == 0 ? "bersama" : "BERSAMA", LabelColour.Teal, at % 2 == 0 ? team.Sari : team.Budi, Token)));
        var label = Assert.Single(made.Select(outcome => outcome.Label!.Id).Distinct());
        var changed = await Task.WhenAll(labels.SetAsync(ids, label, true, team.Sari, Token),
            labels.SetAsync(ids, label, true, team.Budi, Token));
        Assert.Equal(4, changed.Sum(some => some!.Count));
        Assert.Null(await labels.RemoveAsync(label, AuditActor.Of(team.Dewi, null), Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_agents_who_act_on_the_same_conversations_in_one_moment_one_has_each(bool onPostgres)
    {
        var team = await databases.TeamAsync(onPostgres);
        var (queue, dispatch) = (team.Get<HandoverQueue>(), team.Get<Dispatch>());
        ConversationId[] ids = [.. await team.WaitAsync(12, "race")];
        // One takes, one gives them to a third, one ends them: from the top and from the bottom.
        var done = await Task.WhenAll(
            CountAsync(ids, async id => Assert.True((await queue.TryClaimAsync(id, team.Sari, Token)).Won)),
            CountAsync([.. ids.Reverse()], id => dispatch.AssignAsync(id, team.Budi, team.Dewi, Token)),
            CountAsync(ids, id => dispatch.ResolveAsync(id, team.Budi, HandoverOutcome.Spam, null, Token)));
        Assert.Equal(12, done.Sum());
        await using var db = team.Db();
        var now = await db.Conversations.Where(c => ids.Contains(c.Id)).ToListAsync(Token);
        Assert.Equal(done[0], now.Count(c => c.OwnerId == team.Sari.Id));
        Assert.Equal(done[1], now.Count(c => c.OwnerId == team.Dewi.Id));
        Assert.Equal(done[2], now.Count(c => c.Status == ConversationStatus.Resolved));
        // Each customer hears once of what became of it.
        Assert.All(await db.Messages.Where(m => ids.Contains(m.ConversationId) && m.Role == MessageRole.System)
            .GroupBy(m => m.ConversationId).Select(all => all.Count()).ToListAsync(Token), told => Assert.Equal(1, told));
    }

    [Fact]
    public async Task The_labels_of_a_case_go_along_to_where_it_goes_on()
    {
        var team = await databases.TeamAsync(onPostgres: false);
        var labels = team.Get<LabelActs>();
        ConversationId[] ids = [.. await team.WaitAsync(2, "moving")];
        var (one, both) = ((await labels.AddAsync("satu", LabelColour.Pink, team.Sari, Token)).Label!.Id,
            (await labels.AddAsync("keduanya", LabelColour.Green, team.Sari, Token)).Label!.Id);
        await labels.SetAsync([ids[0]], one, true, team.Sari, Token);
        await labels.SetAsync(ids, both, true, team.Sari, Token);
        await team.Get<Writer>().RunAsync(async (db, token) =>
        {
            await LabelActs.MoveAlongAsync(db, await db.Conversations.SingleAsync(c => c.Id == ids[0], token),
                await db.Conversations.SingleAsync(c => c.Id == ids[1], token), token);
            await db.SaveChangesAsync(token);
        }, Token);
        await using var after = team.Db();
        Assert.Equal([(ids[1], one), (ids[1], both)], (await after.ConversationLabels.Where(l => ids.Contains(l.ConversationId))
            .OrderBy(l => l.LabelId).ToListAsync(Token)).Select(l => (l.ConversationId, l.LabelId)));
    }

    private static async Task<int> CountAsync(ConversationId[] ids, Func<ConversationId, Task> act)
    {
        var done = 0;
        foreach (var id in ids)
        {
            try
            {
                await act(id);
                done++;
            }
            catch (Exception lost) when (lost is ConversationConflictException or Xunit.Sdk.TrueException)
            {
                // Somebody else was first.
            }
        }
        return done;
    }

    /// <summary>A team on SQLite and one on PostgreSQL.</summary>
    public sealed class Databases : IAsyncLifetime
    {
        private readonly Dictionary<bool, Team> _teams = [];
        private PostgresServer? _server;

        public ValueTask InitializeAsync() => ValueTask.CompletedTask;

        public async Task<Team> TeamAsync(bool onPostgres)
        {
            if (_teams.TryGetValue(onPostgres, out var there))
                return there;
            _server ??= onPostgres ? await PostgresServer.StartAsync() : null;
            return _teams[onPostgres] = await Team.StartAsync(onPostgres ? _server : null);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var team in _teams.Values)
                await team.DisposeAsync();
            if (_server is not null)
                await _server.DisposeAsync();
        }
    }

    /// <summary>Two agents and an administrator.</summary>
    public sealed class Team : IAsyncDisposable
    {
        private readonly AgentServicesFixture _services;

        private Team(AgentServicesFixture services, Agent[] agents) => (_services, Sari, Budi, Dewi) =
            (services, agents[0], agents[1], agents[2]);

        public Agent Sari { get; }
        public Agent Budi { get; }
        public Agent Dewi { get; }

        public static async Task<Team> StartAsync(PostgresServer? server)
        {
            var services = await new AgentServicesFixture(server).MigratedAsync();
            await services.Services.GetRequiredService<Writer>().StartAsync(Token);
            var agents = new List<Agent>();
            foreach (var (name, role) in new[]
            {
                ("Sari", AgentRoles.Agent), ("Budi", AgentRoles.Agent), ("Dewi", AgentRoles.Administrator),
            })
                agents.Add((await services.Accounts.CreateAsync(AuditActor.CommandLine, $"{name}@example.test", name, role,
                    DeskBrowser.Password, Token)).Agent!);
            return new Team(services, [.. agents]);
        }

        public T Get<T>() where T : notnull => _services.Services.GetRequiredService<T>();

        public CxBotDbContext Db() => _services.Db();

        /// <summary>So many conversations that wait.</summary>
        public async Task<IReadOnlyList<ConversationId>> WaitAsync(int count, string name)
        {
            ConversationId[] ids = [.. Enumerable.Range(0, count).Select(at => new ConversationId($"{name}-{at:00}"))];
            foreach (var id in ids)
            {
                await _services.GiveAsync(id, Sari);
                await using var db = Db();
                var conversation = await db.Conversations.SingleAsync(c => c.Id == id, Token);
                conversation.Release(CaseEventKind.Released, DateTimeOffset.UnixEpoch);
                await db.SaveChangesAsync(Token);
            }
            return ids;
        }

        public async ValueTask DisposeAsync()
        {
            await Get<Writer>().StopAsync(CancellationToken.None);
            await _services.DisposeAsync();
        }
    }
}
