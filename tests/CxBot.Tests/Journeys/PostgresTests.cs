using CxBot.Conversations;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Journeys;

/// <summary>The same conversation on the other database.</summary>
public sealed class PostgresTests
{
    [Fact]
    public async Task A_whole_conversation_runs_on_PostgreSQL()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), new()
        {
            ["Storage:Provider"] = "Postgres",
            ["Storage:ConnectionString"] = server.ConnectionString,
        });
        Assert.False(await app.ReadAsync(db => Task.FromResult(db.Database.HasPendingModelChanges())));
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("refund saya kok belum masuk ya?", clientId: "twice");
        await customer.SayAsync("refund saya kok belum masuk ya?", clientId: "twice");
        await customer.WaitForAnswerAsync("refund-timing");
        await customer.SayAsync("mau bicara dengan CS");
        await customer.WaitForQueueAsync();
        Assert.True((await sari.TakeAsync(customer.ConversationId)).Won);
        await sari.ReplyAsync(customer.ConversationId, "Halo, saya Sari 👋");
        await customer.WaitForTextAsync("Halo, saya Sari 👋");
        await sari.ResolveAsync(customer.ConversationId);
        await customer.WaitForSentenceAsync("Resolved", "Sari");
        await app.CoveredAsync(customer.ConversationId);
        Assert.Equal(2, await app.ReadAsync(db => db.Turns.CountAsync(t => t.Outcome != TurnOutcome.Noted)));
    }
}
