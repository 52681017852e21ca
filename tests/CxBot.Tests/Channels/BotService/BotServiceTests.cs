using System.Collections.Concurrent;
using System.Net;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Language;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;

namespace CxBot.Tests.Channels.BotService;

public sealed class BotServiceTests
{
    private static readonly Dictionary<string, string?> Emulator = new() { ["Channels:BotService:Emulator"] = "true" };

    [Fact]
    public async Task Without_an_app_there_is_no_endpoint()
    {
        await using var host = await ChannelHost.StartAsync();
        using var response = await host.SendAsync(HttpMethod.Post, "/api/messages", null, Activity("http://localhost:1"));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task With_an_app_nobody_is_believed_without_a_proof()
    {
        await using var host = await ChannelHost.StartAsync(
            new() { ["Channels:BotService:AppId"] = "00000000-0000-0000-0000-000000000001", ["Channels:BotService:AppPassword"] = "x" });
        foreach (var bearer in new[] { null, "nonsense" })
        {
            using var response = await host.SendAsync(HttpMethod.Post, "/api/messages", bearer, Activity("http://localhost:1"));
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }
        Assert.Equal(0, await host.QueryAsync(db => db.Conversations.CountAsync()));
    }

    [Fact]
    public async Task A_message_is_stored_once_and_the_answer_goes_to_the_channels_own_service()
    {
        await using var service = await FakeChannelService.StartAsync();
        await using var host = await ChannelHost.StartAsync(Emulator);
        for (var i = 0; i < 2; i++)
        {
            using var response = await host.SendAsync(HttpMethod.Post, "/api/messages", null, Activity(service.Address));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
        var conversation = await host.QueryAsync(db => db.Conversations.Include(c => c.Customer).SingleAsync());
        var message = await host.QueryAsync(db => db.Messages.SingleAsync());
        Assert.Equal(("bot-service", "Sari", "refund saya?"), (conversation.Channel, conversation.Customer!.Name, message.Text));
        Assert.DoesNotContain('|', conversation.Id.Value);

        var sender = host.App.Services.GetServices<IChannelSender>().Single(s => s.Channel == "bot-service");
        var answer = await host.SayAsync(
            conversation.Id, MessageRole.Bot, "**3 hari**", new MessageContent.Answer(new(new("a"), "A"), null, [new("Ya", null)]));
        await sender.SendAsync(conversation, answer, 0, ChannelHost.Token);
        var (path, sent) = Assert.Single(service.Received);
        Assert.StartsWith("/v3/conversations/their|conversation/activities", WebUtility.UrlDecode(path), StringComparison.Ordinal);
        Assert.Equal(("**3 hari**", "markdown", "Ya"),
            ((string)sent["text"]!, (string)sent["textFormat"]!, (string)sent["suggestedActions"]!["actions"]![0]!["title"]!));
        Assert.Null(sent["channelData"]);
        Assert.Equal(1, await host.QueryAsync(db => db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task A_failure_of_the_channel_is_thrown_so_that_it_is_tried_again()
    {
        await using var service = await FakeChannelService.StartAsync(403);
        await using var host = await ChannelHost.StartAsync(Emulator);
        (await host.SendAsync(HttpMethod.Post, "/api/messages", null, Activity(service.Address))).Dispose();
        var conversation = await host.QueryAsync(db => db.Conversations.SingleAsync());
        var answer = await host.SayAsync(conversation.Id, MessageRole.Bot, "hi");
        await Assert.ThrowsAnyAsync<Exception>(
            () => host.App.Services.GetServices<IChannelSender>().Single(s => s.Channel == "bot-service")
                .SendAsync(conversation, answer, 0, ChannelHost.Token));
    }

    [Fact]
    public async Task The_emulator_cannot_be_used_to_call_others()
    {
        await using var host = await ChannelHost.StartAsync(Emulator);
        (await host.SendAsync(HttpMethod.Post, "/api/messages", null, Activity("http://169.254.169.254/"))).Dispose();
        Assert.Equal(0, await host.QueryAsync(db => db.Conversations.CountAsync()));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"type\":\"message\"}")]
    [InlineData("{\"type\":\"message\",\"text\":null,\"serviceUrl\":\"http://localhost:1\"}")]
    [InlineData("{\"type\":7}")]
    public async Task A_broken_body_does_no_harm(string body)
    {
        await using var host = await ChannelHost.StartAsync(Emulator);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await host.Http.PostAsync(new Uri("/api/messages", UriKind.Relative), content, ChannelHost.Token);
        Assert.InRange((int)response.StatusCode, 200, 499);
        Assert.Equal(0, await host.QueryAsync(db => db.Messages.CountAsync()));
    }

    [Fact]
    public async Task The_hubs_status_becomes_an_event()
    {
        await using var host = await ChannelHost.StartAsync(Emulator);
        var status = Activity("http://localhost:1");
        status["type"] = "event";
        status["name"] = "handoff.status";
        status["value"] = new JObject { ["state"] = "completed", ["message"] = null };
        (await host.SendAsync(HttpMethod.Post, "/api/messages", null, status)).Dispose();
        var stored = await host.QueryAsync(db => db.Messages.SingleAsync());
        Assert.Equal((MessageKind.Event, "handoff.status"), (stored.Kind, (stored.Content as MessageContent.Report)?.Name));
        Assert.Equal("completed", (string)JObject.Parse(Assert.IsType<MessageContent.Report>(stored.Content).Value!)["state"]!);
    }

    [Fact]
    public async Task A_handover_is_announced_where_that_is_wanted()
    {
        await using var service = await FakeChannelService.StartAsync();
        await using var host = await ChannelHost.StartAsync(new(Emulator) { ["Channels:BotService:AnnounceHandovers"] = "true" });
        (await host.SendAsync(HttpMethod.Post, "/api/messages", null, Activity(service.Address))).Dispose();
        var conversation = await host.QueryAsync(db => db.Conversations.SingleAsync());
        await host.SayAsync(conversation.Id, MessageRole.Note, "between us");
        var handover = new HandoverRequest
        {
            ConversationId = conversation.Id,
            Reason = HandoverReason.Angry,
            Brief = new HandoverBrief(["refund"], [], [], Mood.Angry, "id", false, [], [], [], null, null, null),
        };
        await host.Get<CxBot.Storage.Writer>()
            .RunAsync(async (db, token) => { db.Add(handover); await db.SaveChangesAsync(token); }, ChannelHost.Token);
        var told = await host.SayAsync(conversation.Id, MessageRole.System, "waiting",
            new MessageContent.Notice(new HandoverState(handover.Id, HandoverStage.Waiting, HandoverReason.Angry, 1)));
        await host.App.Services.GetServices<IChannelSender>().Single(s => s.Channel == "bot-service")
            .SendAsync(conversation, told, 0, ChannelHost.Token);

        var initiate = service.Received.Select(r => r.Activity).Single(a => (string?)a["name"] == "handoff.initiate");
        Assert.Equal("Angry", (string)initiate["value"]!["reason"]!);
        var transcript = initiate["attachments"]![0]!["content"]!["activities"]!.Select(a => (string)a["text"]!);
        Assert.Equal(["refund saya?", "waiting"], transcript);
    }

    private static JObject Activity(string serviceUrl) => new()
    {
        ["type"] = "message",
        ["id"] = "m1",
        ["channelId"] = "emulator",
        ["serviceUrl"] = serviceUrl,
        ["text"] = "refund saya?",
        ["locale"] = "id-ID",
        ["from"] = new JObject { ["id"] = "u1", ["name"] = "Sari" },
        ["recipient"] = new JObject { ["id"] = "bot" },
        ["conversation"] = new JObject { ["id"] = "their|conversation" },
    };

    /// <summary>The channel's side, which takes what bots send.</summary>
    private sealed class FakeChannelService(WebApplication app) : IAsyncDisposable
    {
        public ConcurrentQueue<(string Path, JObject Activity)> Received { get; } = new();
        public string Address => app.Urls.First();

        public static async Task<FakeChannelService> StartAsync(int status = 200)
        {
            var builder = WebApplication.CreateBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var service = new FakeChannelService(app);
            app.MapPost("/{**path}", async (HttpContext http) =>
            {
                using var reader = new StreamReader(http.Request.Body);
                service.Received.Enqueue((http.Request.Path.Value!, JObject.Parse(await reader.ReadToEndAsync(http.RequestAborted))));
                return status == 200 ? Results.Text("{\"id\":\"1\"}", "application/json") : Results.StatusCode(status);
            });
            await app.StartAsync(ChannelHost.Token);
            return service;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
