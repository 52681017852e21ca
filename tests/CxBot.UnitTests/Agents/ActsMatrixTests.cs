using CxBot.Tests.Testing;
using System.Reflection;
using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Alerts;
using CxBot.ApiKeys;
using CxBot.Audit;
using CxBot.Canned;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Handover.Later;
using CxBot.Handover.Unasked;
using CxBot.Labels;
using CxBot.PersonalData;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Agents;

/// <summary>Every act of an agent, and who may do it. A new one without a row fails.</summary>
public sealed class ActsMatrixTests : IAsyncLifetime
{
    /// <summary>Classes whose public methods are what agents do; the desk's pages call nothing else that writes.</summary>
    private static readonly Type[] Acts = [typeof(HandoverQueue), typeof(OwnInitiative), typeof(UndoneActs), typeof(FollowUps),
        typeof(AddressClearing), typeof(AgentReplies), typeof(AgentAccounts),
        typeof(AgentPasswords), typeof(AgentTwoFactor), typeof(AgentPresence), typeof(Dispatch), typeof(LabelActs), typeof(SavedViews),
        typeof(CustomerRecords), typeof(CustomerMerging), typeof(CannedReplies), typeof(AgentAlerts), typeof(ApiKeyActs)];

    /// <summary>Not an agent's own acts: what the app does by itself, what only reads, and what asks for a password or a code by
    /// itself.</summary>
    private static readonly string[] NotOfAgents =
    [
        "HandoverQueue.ReleaseFromAsync", "HandoverQueue.RequeueVanishedAsync", "HandoverQueue.EndShopPhoneAsync",
        "AgentAccounts.ListAsync", "AgentAccounts.AnyAdministratorAsync", "CannedReplies.ListAsync",
        "AgentPasswords.FindByLinkAsync", "AgentPasswords.UseLinkAsync", "AgentPasswords.ProveAsync", "AgentTwoFactor.KeyAsync",
        "AgentTwoFactor.IsRightAsync", "LabelActs.MoveAlongAsync", "SavedViews.OfAsync", "CustomerMerging.PlanAsync",
        "AgentAlerts.ChoicesAsync", "AgentAlerts.NowAsync", "ApiKeyActs.ListAsync",
    ];

    private readonly AgentServicesFixture _services = new();
    private int _conversations;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

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
    public async Task Every_act_is_done_by_those_alone_who_may()
    {
        var (queue, replies, accounts, twoFactor, presence) = (Get<HandoverQueue>(), Get<AgentReplies>(), Get<AgentAccounts>(),
            Get<AgentTwoFactor>(), Get<AgentPresence>());
        var passwords = Get<AgentPasswords>();
        var owner = await HireAsync("Sari", AgentRoles.Agent);
        var colleague = await HireAsync("Budi", AgentRoles.Agent);
        var administrator = await HireAsync("Dewi", AgentRoles.Administrator);
        await HireAsync("Rudi", AgentRoles.Administrator);
        var gone = await HireAsync("Joko", AgentRoles.Administrator);
        await accounts.DisableAsync(AuditActor.CommandLine, gone.Id, Token);
        var target = await HireAsync("Tono", AgentRoles.Agent);

        var labels = Get<LabelActs>();
        var label = (await labels.AddAsync("retur", LabelColour.Blue, owner, Token)).Label!.Id;
        var canned = Get<CannedReplies>();
        async Task<CannedReply> SharedAsync()
        {
            var draft = new CannedDraft(null, 0, true, $"s{++_conversations}", null, "halo");
            Assert.Null(await canned.SaveAsync(administrator, draft, Token));
            return await ReadAsync(db => db.CannedReplies.SingleAsync(c => c.Key == draft.Shortcut, Token));
        }

        // Who: the owner of the conversation (or the agent themself), a colleague, an administrator, a disabled administrator.
        (string Act, string May, Func<Agent, string, Task<bool>> Do)[] rows =
        [
            ("HandoverQueue.TryClaimAsync", "yes yes yes no", async (by, id) => { await queue.ReleaseAsync(
                new(id), owner, Token); return (await queue.TryClaimAsync(new(id), by, Token)).Won; }),
            ("HandoverQueue.ReleaseAsync", "yes no yes no", (by, id) => Done(queue.ReleaseAsync(new(id), by, Token))),
            ("HandoverQueue.TransferAsync", "yes no yes no",
                (by, id) => Done(queue.TransferAsync(new(id), by, target, asAdministrator: by.Id != owner.Id, Token))),
            ("HandoverQueue.ReturnToBotAsync", "yes no yes no", (by, id) => Done(queue.ReturnToBotAsync(new(id), by, Token))),
            ("HandoverQueue.ResolveAsync", "yes no yes no",
                (by, id) => Done(queue.ResolveAsync(new(id), by, HandoverOutcome.Solved, null, Token))),
            ("HandoverQueue.BlockAsync", "yes no yes no", (by, id) => Done(queue.BlockAsync(new(id), by, true, null, Token))),
            ("OwnInitiative.TakeAsync", "yes yes yes no", async (by, id) => { await queue.ReturnToBotAsync(
                new(id), owner, Token); return (await Get<OwnInitiative>().TakeAsync(new(id), by, Token)).Won; }),
            ("UndoneActs.UndoAsync", "yes no no no", async (by, id) =>
                await Done(Get<UndoneActs>().UndoAsync((await queue.ReleaseAsync(new(id), owner, Token))!, by, Token))),
            ("FollowUps.SetAsync", "yes no no no", (by, id) =>
                Done(Get<FollowUps>().SetAsync(new(id), by, FollowUpKind.Promise, new FollowUpPlan(null, "janji"), Token))),
            ("FollowUps.EndAsync", "yes no yes no", async (by, id) =>
            {
                await Get<FollowUps>().SetAsync(new(id), owner, FollowUpKind.Promise, new FollowUpPlan(null, "janji"), Token);
                var set = await ReadAsync(db => db.FollowUps.SingleAsync(f => f.ConversationId == new ConversationId(id), Token));
                return await Done(Get<FollowUps>().EndAsync(new ConversationId(id), set.Id, by, FollowUpEnd.Done, Token));
            }),
            ("AddressClearing.ResolveAsync", "yes yes yes no",
                (by, id) => Done(Get<AddressClearing>().ResolveAsync(new(id), by, By(by), Token))),
            ("AgentReplies.ReplyAsync", "yes no no no", (by, id) => Done(replies.ReplyAsync(new(id), by, "halo", null, Token))),
            ("AgentReplies.SendTemplateAsync", "yes no no no",
                (by, id) => Done(
                    replies.SendTemplateAsync(new(id), by,
                        new MessageTemplate
                        {
                            Channel = "whatsapp",
                            Name = "t",
                            Language = "id",
                            Body = "halo",
                            Status = "APPROVED",
                            Category = "UTILITY",
                        }, [], [], Token))),
            ("AgentReplies.AskPhoneAsync", "yes no no no", (by, id) => Done(replies.AskPhoneAsync(new(id), by, "id", Token))),
            ("AgentReplies.RetryAsync", "yes no no no", async (by, id) =>
            {
                var refused = await replies.ReplyAsync(new(id), owner, "halo", null, Token);
                await Get<Writer>().RunAsync((db, token) => db.Messages.Where(m => m.ConversationId == new ConversationId(id))
                    .ExecuteUpdateAsync(set => set.SetProperty(m => m.Delivery, DeliveryStatus.Failed), token), Token);
                return await Done(replies.RetryAsync(new(id), by, refused.Sequence, Token));
            }),
            ("CustomerRecords.SaveAsync", "yes yes yes no", async (by, id) => (await Get<CustomerRecords>().SaveAsync(
                await CustomerAsync(id), 0, new CustomerEdit("Budi", null, null, null, null, []), by, null, Token)).Problem is null),
            ("CustomerMerging.MergeAsync", "yes yes yes no", async (by, id) =>
            {
                await _services.GiveAsync(new($"{id}-other"), owner);
                var plan = await Get<CustomerMerging>().PlanAsync(await CustomerAsync(id), await CustomerAsync($"{id}-other"), Token);
                return await Get<CustomerMerging>().MergeAsync(plan!, by, null, Token);
            }),
            ("AgentReplies.NoteAsync", "yes yes yes no", (by, id) => Done(replies.NoteAsync(new(id), by, "catatan", Token))),
            ("AgentReplies.SeenAsync", "yes no no no", async (by, id) => { await replies.SeenAsync(new(id), by, 5,
                Token); return await ReadAsync(db =>
                    db.Conversations.AnyAsync(c => c.Id == new ConversationId(id) && c.AgentSeenSequence == 5, Token)); }),
            // Shared ones; everybody's own are their own (CannedRepliesTests).
            ("CannedReplies.SaveAsync", "no no yes no",
                async (by, id) => await canned.SaveAsync(by, new CannedDraft(null, 0, true, id, null, "halo"), Token) is null),
            ("CannedReplies.DeleteAsync", "no no yes no", async (by, _) => await canned.DeleteAsync(by, await SharedAsync(), Token) is not null),
            ("CannedReplies.RestoreAsync", "no no yes no",
                async (by, id) => await canned.RestoreAsync(by, new CannedReply
                {
                    OwnerId = CannedReply.Shared,
                    Shortcut = "r" + id,
                    Key = "r" + id,
                    Title = id,
                    Text = "halo",
                }, Token) is null),
            ("AgentAccounts.CreateAsync", "no no yes no",
                async (by, id) =>
                    (await accounts.CreateAsync(By(by), $"{id}@example.test", "Baru", AgentRoles.Agent, null, Token)).Problem is null),
            ("AgentAccounts.RenameAsync", "yes no yes no",
                async (by, _) => await accounts.RenameAsync(By(by), owner.Id, "Sari", Token) is null),
            ("AgentAccounts.SetPhotoAsync", "yes no yes no",
                async (by, _) => await accounts.SetPhotoAsync(By(by), owner.Id, null, Token) is null),
            ("AgentAccounts.SetRoleAsync", "no no yes no",
                async (by, _) => await accounts.SetRoleAsync(By(by), target.Id, AgentRoles.Agent, Token) is null),
            ("AgentAccounts.DisableAsync", "no no yes no",
                async (by, _) => await accounts.DisableAsync(By(by), target.Id, Token) is null
                    && await accounts.EnableAsync(AuditActor.CommandLine, target.Id, Token) is null),
            ("AgentAccounts.EnableAsync", "no no yes no", async (by, _) => await accounts.EnableAsync(By(by), target.Id, Token) is null),
            ("AgentAccounts.EndSessionsAsync", "yes no yes no",
                async (by, _) => await accounts.EndSessionsAsync(By(by), owner.Id, Token) is null),
            ("AgentPasswords.LinkCodeAsync", "no no yes no",
                async (by, _) => await passwords.LinkCodeAsync(By(by), target.Id, Token) is not null),
            ("AgentPasswords.ChangeAsync", "yes yes yes no",
                async (by, _) => await passwords.ChangeAsync(By(by), Password, Password, Token) is null),
            ("AgentTwoFactor.TurnOffAsync", "yes no yes no",
                async (by, _) => await twoFactor.TurnOffAsync(By(by), owner.Id, Token) is null),
            // Of one's own account alone, and there by a code of one's own phone: none has one here.
            ("AgentTwoFactor.TurnOnAsync", "no no no no",
                async (by, _) => (await twoFactor.TurnOnAsync(By(by), "000000", Token)).Problem is null),
            ("AgentTwoFactor.NewCodesAsync", "no no no no", async (by, _) => (await twoFactor.NewCodesAsync(By(by), Token)).Count > 0),
            ("AgentPresence.SeenAsync", "yes yes yes no", async (by, _) => { await presence.SeenAsync(
                by.Id, Token); return await ReadAsync(db => db.Users.AnyAsync(a => a.Id == by.Id && a.LastSeenAt != null, Token)); }),
            ("AgentPresence.LooksAsync", "yes yes yes no", async (by, _) => { await presence.LooksAsync(
                by.Id, true, Token); return await ReadAsync(db => db.Users.AnyAsync(a => a.Id == by.Id && a.LookedAt != null, Token)); }),
            ("AgentAlerts.LookedAsync", "yes yes yes no", async (by, id) => { await Get<AgentAlerts>().LookedAsync(new(id), by.Id, 5,
                Token); return await ReadAsync(db =>
                    db.AgentSeen.AnyAsync(s => s.ConversationId == new ConversationId(id) && s.AgentId == by.Id, Token)); }),
            ("AgentAlerts.ChooseAsync", "yes yes yes no",
                async (by, _) => (await Get<AgentAlerts>().ChooseAsync(by.Id, choices => choices.HideWords = true, Token)).HideWords),
            ("AgentPresence.SetAwayAsync", "yes yes yes no", async (by, _) => { await presence.SetAwayAsync(
                by.Id, true, Token); return await ReadAsync(db => db.Users.AnyAsync(a => a.Id == by.Id && a.Away, Token)); }),
            ("Dispatch.AssignAsync", "yes yes yes no", async (by, id) => { await queue.ReleaseAsync(
                new(id), owner, Token); return await Done(Get<Dispatch>().AssignAsync(new(id), by, target, Token)); }),
            ("Dispatch.ResolveAsync", "yes yes yes no", async (by, id) => { await queue.ReleaseAsync(
                new(id), owner, Token); return await Done(Get<Dispatch>().ResolveAsync(new(id), by, HandoverOutcome.Spam, null, Token)); }),
            ("LabelActs.AddAsync", "yes yes yes no",
                async (by, id) => (await labels.AddAsync(id, LabelColour.Blue, by, Token)).Label is not null),
            ("LabelActs.SetAsync", "yes yes yes no",
                async (by, id) => await labels.SetAsync([new ConversationId(id)], label, true, by, Token) is [_]),
            ("LabelActs.ChangeAsync", "no no yes no",
                async (by, _) => await labels.ChangeAsync(label, "refund", LabelColour.Red, By(by), Token) is null),
            ("LabelActs.MergeAsync", "no no yes no", async (by, id) =>
                await labels.MergeAsync((await labels.AddAsync(id, LabelColour.Blue, owner, Token)).Label!.Id, label, By(by),
                    Token) is null),
            ("LabelActs.RemoveAsync", "no no yes no", async (by, id) =>
                await labels.RemoveAsync((await labels.AddAsync(id, LabelColour.Blue, owner, Token)).Label!.Id, By(by), Token) is null),
            ("ApiKeyActs.MakeAsync", "no no yes no", async (by, id) =>
                (await Get<ApiKeyActs>().MakeAsync(By(by), id, [ApiScopes.ReportsRead], Token)).Problem is null),
            ("ApiKeyActs.RevokeAsync", "no no yes no", async (by, id) =>
            {
                await Get<ApiKeyActs>().MakeAsync(AuditActor.CommandLine, id, [ApiScopes.ReportsRead], Token);
                var key = await ReadAsync(db => db.ApiKeys.SingleAsync(k => k.Name == id, Token));
                return await Get<ApiKeyActs>().RevokeAsync(By(by), key.Id, Token) is null;
            }),
            ("SavedViews.SaveAsync", "yes yes yes no", async (by, id) => await Get<SavedViews>().SaveAsync(
                new SavedView { AgentId = by.Id, Name = id, List = "queue", Query = "?urgent=1" }, Token)),
            ("SavedViews.RemoveAsync", "yes yes yes no", (by, _) => Done(Get<SavedViews>().RemoveAsync(1, by.Id, Token))),
        ];
        var acts = Acts.SelectMany(
            type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Where(m => typeof(Task).IsAssignableFrom(m.ReturnType)).Select(m => $"{type.Name}.{m.Name}")).Except(NotOfAgents)
            .Distinct();
        Assert.Equal(acts.Order(StringComparer.Ordinal), rows.Select(row => row.Act).Order(StringComparer.Ordinal));

        var wrong = new List<string>();
        foreach (var (act, may, act_) in rows)
        {
            var got = new List<string>();
            foreach (var by in new[] { owner, colleague, administrator, gone })
            {
                var id = $"c{++_conversations}";
                await _services.GiveAsync(new(id), owner);
                got.Add(await MayAsync(() => act_(by, id)) ? "yes" : "no");
            }
            if (string.Join(' ', got) != may)
                wrong.Add($"{act}: {string.Join(' ', got)}, not {may}");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private Task<CustomerId> CustomerAsync(string id) =>
        ReadAsync(db => db.Conversations.Where(c => c.Id == new ConversationId(id)).Select(c => c.CustomerId).SingleAsync(Token));

    private const string Password = "kuda baterai benar";

    private static AuditActor By(Agent agent) => AuditActor.Of(agent, null);

    private async Task<Agent> HireAsync(string name, string role) =>
        (await _services.Accounts.CreateAsync(AuditActor.CommandLine, $"{name}@example.test", name, role, Password, Token)).Agent!;

    private static async Task<bool> Done(Task act)
    {
        await act;
        return true;
    }

    private static async Task<bool> MayAsync(Func<Task<bool>> act)
    {
        try
        {
            return await act();
        }
        catch (ConversationConflictException)
        {
            return false;
        }
    }

    private async Task<T> ReadAsync<T>(Func<CxBotDbContext, Task<T>> read)
    {
        await using var db = _services.Db();
        return await read(db);
    }

    private T Get<T>() where T : notnull => _services.Services.GetRequiredService<T>();
}
