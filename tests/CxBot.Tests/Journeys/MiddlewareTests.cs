using CxBot.Conversations;
using CxBot.Tests.Testing;
using Microsoft.Bot.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace CxBot.Tests.Journeys;

/// <summary>Middleware of the Bot Framework, registered as an owner would do it.</summary>
public sealed class MiddlewareTests
{
    [Fact]
    public async Task The_bot_reads_the_translation_and_the_customer_gets_one()
    {
        await using var app = await CxBotApp.StartAsync(
            KnowledgeFiles.Shop(), services: services => services.AddSingleton<IMiddleware, Translator>());
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("wo bleibt meine Bestellung");
        await customer.WaitForTextAsync("de: Buka menu Pesanan Saya");
        Assert.Equal(new ArticleId("track-order"), await app.ReadAsync(db => db.Turns.Select(t => t.ArticleId).SingleAsync()));
        Assert.Equal("wo bleibt meine Bestellung",
            await app.ReadAsync(db => db.Messages.Where(m => m.Role == MessageRole.Customer).Select(m => m.Text).SingleAsync()));
        Assert.StartsWith("de: ",
            await app.ReadAsync(db => db.Messages.Where(m => m.Role == MessageRole.Bot).Select(m => m.Text).SingleAsync()),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fragments_are_translated_each_and_read_together()
    {
        await using var app = await CxBotApp.StartAsync(
            KnowledgeFiles.Shop(), services: services => services.AddSingleton<IMiddleware, Translator>());
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("und jetzt");
        await customer.SayAsync("wo bleibt meine Bestellung");
        await customer.WaitForTextAsync("de: Buka menu Pesanan Saya");
        Assert.Equal(new ArticleId("track-order"), await app.ReadAsync(db => db.Turns.Select(t => t.ArticleId).SingleAsync()));
    }

    /// <summary>Knows two sentences of German.</summary>
    private sealed class Translator : IMiddleware
    {
        public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            if (turnContext.Activity.Text == "wo bleibt meine Bestellung")
                turnContext.Activity.Text = "lacak paket";
            if (turnContext.Activity.Text == "und jetzt")
                turnContext.Activity.Text = "blarghh zzxq";
            turnContext.OnSendActivities((_, activities, send) =>
            {
                foreach (var activity in activities.Where(a => a.Type == "message"))
                    activity.Text = "de: " + activity.Text;
                return send();
            });
            return next(cancellationToken);
        }
    }
}
