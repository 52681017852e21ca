using System.Text;
using System.Text.Json;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Canned;
using CxBot.Handover;
using CxBot.Handover.Insertions;
using CxBot.PersonalData;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Canned;

public sealed class CannedRepliesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_SQLite_they_are_kept_counted_and_stand_with_the_reply()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await KeptAsync(app);
        await SentAsync(app);
    }

    [Fact]
    public async Task On_PostgreSQL_they_are_kept_counted_and_stand_with_the_reply()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), new()
        {
            ["Storage:Provider"] = "Postgres",
            ["Storage:ConnectionString"] = server.ConnectionString,
        });
        await KeptAsync(app);
        await SentAsync(app);
    }

    private static async Task KeptAsync(CxBotApp app)
    {
        var canned = app.Services.GetRequiredService<CannedReplies>();
        var (sari, budi) = (await DeskBrowser.HireAsync(app, "Sari"), await DeskBrowser.HireAsync(app, "Budi"));
        var dewi = await DeskBrowser.HireAsync(app, "Dewi", AgentRoles.Administrator);

        // Each has their own, and two of one owner never share a shortcut, whatever the case.
        Assert.Null(await canned.SaveAsync(sari, New("Refund", "Punya Sari"), Token));
        Assert.Equal(CannedProblem.ShortcutTaken, await canned.SaveAsync(sari, New("/refund", "x"), Token));
        Assert.Null(await canned.SaveAsync(budi, New("refund", "Punya Budi"), Token));
        Assert.Null(await canned.SaveAsync(dewi, New("refund", "Bersama") with { IsShared = true }, Token));
        Assert.Equal(["Bersama", "Punya Sari"], (await canned.ListAsync(sari.Id, Token)).Select(r => r.Text).Order());
        var together = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => canned.SaveAsync(sari, New("serentak", "x"), Token)));
        Assert.Single(together, problem => problem is null);
        Assert.Equal(CannedProblem.TextTooLong, await canned.SaveAsync(sari, New("panjang", new string('a', 10 * 1024)), Token));

        // What all share is changed by administrators; nobody touches another's own.
        var shared = (await canned.ListAsync(sari.Id, Token)).Single(r => r.IsShared);
        await Assert.ThrowsAsync<AgentShutOutException>(() => canned.SaveAsync(sari, Of(shared) with { Text = "x" }, Token));
        await Assert.ThrowsAsync<AgentShutOutException>(() => canned.DeleteAsync(sari, shared, Token));
        var own = (await canned.ListAsync(sari.Id, Token)).Single(r => r.Text == "Punya Sari");
        Assert.Equal(CannedProblem.Gone, await canned.SaveAsync(budi, Of(own) with { Text = "x", Shortcut = "lain" }, Token));
        Assert.Null(await canned.DeleteAsync(budi, own, Token));

        // Of two who change the same, the second is told.
        Assert.Null(await canned.SaveAsync(dewi, Of(shared) with { Text = "Bersama, baru" }, Token));
        Assert.Equal(CannedProblem.ChangedMeanwhile, await canned.SaveAsync(dewi, Of(shared) with { Text = "Bersama, lain" }, Token));

        // Taken away and put back, it is what it was; not where somebody took its shortcut.
        var gone = await canned.DeleteAsync(sari, own, Token);
        Assert.DoesNotContain(await canned.ListAsync(sari.Id, Token), r => r.Text == "Punya Sari");
        Assert.Null(await canned.RestoreAsync(sari, gone!, Token));
        Assert.Contains(await canned.ListAsync(sari.Id, Token), r => r is { Shortcut: "Refund", Text: "Punya Sari" });
        Assert.Equal(CannedProblem.ShortcutTaken, await canned.RestoreAsync(sari, gone!, Token));

        foreach (var (place, line) in HostileInputs.Lines("strings").Concat(HostileInputs.Lines("xss").Take(20)).Take(60).Index())
        {
            var problem = await canned.SaveAsync(budi, New($"h{place}", line), Token);
            Assert.True(problem is null or CannedProblem.NoText or CannedProblem.UnknownPlaceholder, $"{line}: {problem}");
        }
    }

    private static async Task SentAsync(CxBotApp app)
    {
        var canned = app.Services.GetRequiredService<CannedReplies>();
        var rina = await DeskAgent.SitDownAsync(app, "Rina");
        Assert.Null(await canned.SaveAsync(rina.Agent, New("salam", "Halo Kak, saya {agen}. Ada yang bisa dibantu?"), Token));
        Assert.Null(await canned.SaveAsync(rina.Agent, New("tutup", "Terima kasih sudah menunggu, Kak."), Token));
        var (salam, tutup) = ((await canned.ListAsync(rina.Agent.Id, Token)).Single(r => r.Shortcut == "salam"),
            (await canned.ListAsync(rina.Agent.Id, Token)).Single(r => r.Shortcut == "tutup"));
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("mau bicara dengan CS");
        await customer.WaitForQueueAsync();
        await rina.TakeAsync(customer.ConversationId);
        var replies = app.Services.GetRequiredService<AgentReplies>();
        var text = "Halo Kak, saya Rina. Ada yang bisa dibantu? Dana kembali dalam 14 hari.";
        Inserted[] inserted =
        [
            new(InsertionKind.Canned, $"{salam.Id}", "Halo Kak, saya Rina. Ada yang bisa dibantu?"),
            new(InsertionKind.Suggestion, "refund-timing", "Dana kembali dalam 3 sampai 14 hari kerja."),
            new(InsertionKind.Canned, $"{tutup.Id}", "Terima kasih sudah menunggu, Kak."),
        ];
        var first = await replies.ReplyAsync(customer.ConversationId, rina.Agent, text, null, "a1", inserted, Token);
        // The same words under the same id are stored and counted once.
        await replies.ReplyAsync(customer.ConversationId, rina.Agent, text, null, "a1", inserted, Token);

        var kept = await app.ReadAsync(db => db.Insertions.Where(i => i.ConversationId == customer.ConversationId).OrderBy(i => i.Place)
            .ToListAsync(Token));
        Assert.Equal([(InsertionKind.Canned, false), (InsertionKind.Suggestion, true), (InsertionKind.Canned, true)],
            kept.Select(i => (i.Kind, i.Changed)));
        Assert.All(kept, i => Assert.Equal(first.Sequence, i.Sequence));
        Assert.Equal("Dana kembali dalam 3 sampai 14 hari kerja.", kept[1].Text);
        // What was written over was not used.
        var after = await canned.ListAsync(rina.Agent.Id, Token);
        Assert.Equal((1, 0), (after.Single(r => r.Id == salam.Id).Uses, after.Single(r => r.Id == tutup.Id).Uses));
        Assert.Equal("salam", after.First(r => !r.IsShared).Shortcut);

        // A refused reply leaves nothing.
        var budi = await DeskAgent.SitDownAsync(app, "Tono");
        await Assert.ThrowsAnyAsync<Exception>(
            () => replies.ReplyAsync(customer.ConversationId, budi.Agent, text, null, "b1", inserted, Token));
        Assert.Equal(3, await app.ReadAsync(db => db.Insertions.CountAsync(Token)));

        var id = await app.ReadAsync(db => db.Conversations.Where(c => c.Id == customer.ConversationId).Select(c => c.CustomerId)
            .SingleAsync(Token));
        using var written = new MemoryStream();
        await app.Services.GetRequiredService<CustomerExport>().WriteAsync(id, new AuditActor(null, "Sari", null), _ => new Open(written), Token);
        using var export = JsonDocument.Parse(Encoding.UTF8.GetString(written.ToArray()));
        var message = export.RootElement.GetProperty("conversations")[0].GetProperty("messages").EnumerateArray()
            .Single(m => m.GetProperty("from").GetString() == "agent");
        Assert.Equal("suggestion", message.GetProperty("inserted")[1].GetProperty("kind").GetString());
    }

    private static CannedDraft New(string shortcut, string text) => new(null, 0, false, shortcut, null, text);

    private static CannedDraft Of(CannedReply reply) =>
        new(reply.Id, reply.Version, reply.IsShared, reply.Shortcut, reply.Title, reply.Text);

    /// <summary>Closed by whoever writes, it can still be read.</summary>
    private sealed class Open(MemoryStream to) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => to.Write(buffer, offset, count);

        public override void Write(ReadOnlySpan<byte> buffer) => to.Write(buffer);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            to.WriteAsync(buffer, cancellationToken);
    }
}
