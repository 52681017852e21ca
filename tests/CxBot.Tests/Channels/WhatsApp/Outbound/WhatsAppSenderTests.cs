using System.Text.Json.Nodes;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Media;
using CxBot.Tests.Testing;
using CxBot.Web.Channels.WhatsApp;
using CxBot.Web.Channels.WhatsApp.Graph;
using CxBot.Web.Channels.WhatsApp.Outbound;
using CxBot.Web.Desk.OneConversation.Messages;
using CxBot.Web.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CxBot.Tests.Channels.WhatsApp.Outbound;

/// <summary>What becomes of messages where the Graph API, the network or the clock are unkind.</summary>
public sealed class WhatsAppSenderTests : IAsyncLifetime
{
    private FakeGraph _graph = null!;
    private CxBotApp _app = null!;
    private DeskAgent _sari = null!;
    private WhatsAppCustomer _budi = null!;
    private ConversationId _conversation = new("");

    public async ValueTask InitializeAsync()
    {
        _graph = await FakeGraph.StartAsync();
        _app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), new(_graph.Settings)
        {
            ["Channels:WhatsApp:RequestTimeout"] = "00:00:01.5",
            ["Channels:WhatsApp:UnconfirmedAfter"] = "00:00:03",
            ["Channels:WhatsApp:CustomerInterval"] = "00:00:00.2",
        });
        _sari = await DeskAgent.SitDownAsync(_app, "Sari");
        _budi = new WhatsAppCustomer(_app.Address, "6281234567890", "ID.123");
        await _budi.SayAsync("mau bicara dengan CS");
        await _graph.WaitForQueueAsync();
        _conversation = await _app.ReadAsync(db => db.Conversations.Select(c => c.Id).SingleAsync());
        await _sari.TakeAsync(_conversation);
        await _graph.WaitForSentenceAsync("Taken", "Sari");
        await SettledAsync();
        _graph.Taken.Clear();
        _graph.Calls.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _graph.DisposeAsync();
    }

    [Theory]
    [InlineData(GraphMood.AcceptThenReset)]
    [InlineData(GraphMood.AcceptThenFail)]
    [InlineData(GraphMood.AcceptThenHang)]
    public async Task Taken_without_an_answer_a_report_tells_it_and_nothing_is_sent_twice(GraphMood mood)
    {
        _graph.Mood = _ => (mood, 0);
        _graph.Then = async taken => await WhatsAppCustomer.ReportAsync(_app.Address, taken.Id, "sent", taken.Tracker);
        await _sari.ReplyAsync(_conversation, "sekali saja");
        var message = await ReachedAsync("sekali saja", DeliveryStatus.Sent);
        Assert.Single(_graph.Calls);
        await WhatsAppCustomer.ReportAsync(_app.Address, _graph.Taken.Single().Id, "read");
        await ReachedAsync(message.Text, DeliveryStatus.Read);
    }

    [Fact]
    public async Task Without_any_report_it_is_unconfirmed_and_never_sent_again_and_the_next_still_goes()
    {
        _graph.Mood = body => ((string?)body["text"]?["body"] == "hilang kabar" ? GraphMood.Reset : GraphMood.Good, 0);
        await _sari.ReplyAsync(_conversation, "hilang kabar");
        await _sari.ReplyAsync(_conversation, "berikutnya");
        var lost = await ReachedAsync("hilang kabar", DeliveryStatus.Unconfirmed);
        await ReachedAsync("berikutnya", DeliveryStatus.Sent);
        Assert.Equal(2, _graph.Calls.Count);
        Assert.Contains("Belum pasti", DeliveryFault.Say(new DeskWords(), WhatsAppChannel.Traits, lost, lost.Delivery),
            StringComparison.Ordinal);
        // A report can still come, days later.
        await WhatsAppCustomer.ReportAsync(_app.Address, "wamid.LATE", "delivered", DeliveryPart.Tracker(_conversation, lost.Sequence, 0));
        await ReachedAsync("hilang kabar", DeliveryStatus.Delivered);
    }

    [Theory]
    [InlineData(130429)]
    [InlineData(131056)]
    [InlineData(131000)]
    public async Task What_passes_is_tried_again(int code)
    {
        var refused = 0;
        _graph.Mood = _ => Interlocked.Increment(ref refused) <= 2 ? (code == 130429 ? GraphMood.TooMany : GraphMood.Refuse, code)
            : (GraphMood.Good, 0);
        await _sari.ReplyAsync(_conversation, "coba lagi");
        var message = await ReachedAsync("coba lagi", DeliveryStatus.Sent);
        Assert.Single(_graph.Taken);
        // Whatever comes of which try, its report finds the message.
        Assert.Equal([DeliveryPart.Tracker(_conversation, message.Sequence, 0)],
            _graph.Calls.Select(call => (string)call["biz_opaque_callback_data"]!).Distinct());
    }

    [Theory]
    [InlineData(131026, "tidak bisa sampai")]
    [InlineData(130497, "negara pelanggan")]
    [InlineData(131049, "pesan pemasaran")]
    [InlineData(131050, "tidak menerima pesan pemasaran")]
    [InlineData(131047, "Kirim templat")]
    [InlineData(131053, "Coba format lain")]
    [InlineData(131064, "membatasi templat")]
    [InlineData(131063, "templat lain")]
    [InlineData(132001, "templat lain")]
    [InlineData(131009, "menolak")]
    public async Task What_never_will_be_is_said_plainly_and_not_tried_again(int code, string advice)
    {
        _graph.Mood = _ => (GraphMood.Refuse, code);
        await _sari.ReplyAsync(_conversation, "percuma");
        var failed = await ReachedAsync("percuma", DeliveryStatus.Failed);
        Assert.Equal(code, failed.FailureCode);
        Assert.Contains(advice, DeliveryFault.Say(new DeskWords(), WhatsAppChannel.Traits, failed, failed.Delivery),
            StringComparison.Ordinal);
        Assert.Single(_graph.Calls);
        Assert.Null(_app.Services.GetRequiredService<WhatsAppRateLimiter>().Stop);
        Assert.Equal(code == 131047,
            !ReplyWindow.OfBot(
                WhatsAppChannel.Traits, await _app.ReadAsync(db => db.Conversations.SingleAsync()), _app.Time.GetUtcNow()).IsOpen);
    }

    [Theory]
    [InlineData(190)]
    [InlineData(131037)]
    [InlineData(131045)]
    public async Task A_number_that_may_not_send_stops_keeps_what_waits_and_tells_the_owner(int code)
    {
        _graph.Mood = _ => (GraphMood.Refuse, code);
        await _sari.ReplyAsync(_conversation, "menunggu");
        await Eventually.TrueAsync(
            () => Task.FromResult(_app.Services.GetRequiredService<WhatsAppRateLimiter>().Stop?.Code == code), "the number to be stopped");
        var health = await _app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Degraded, health.Entries["whatsapp"].Status);
        await _sari.ReplyAsync(_conversation, "kedua");
        Assert.Equal(0, (await _app.ReadAsync(db => db.Outbox.OrderBy(o => o.Sequence).FirstAsync())).Attempts);
        _graph.Mood = _ => (GraphMood.Good, 0);
        _app.Time.Advance(TimeSpan.FromMinutes(2));
        await ReachedAsync("kedua", DeliveryStatus.Sent);
        Assert.Equal(["menunggu", "kedua"], _graph.Taken.Select(m => m.Text));
        Assert.Null(_app.Services.GetRequiredService<WhatsAppRateLimiter>().Stop);
    }

    [Fact]
    public async Task After_24_hours_a_reply_is_not_tried_and_a_template_is()
    {
        _app.Time.Advance(TimeSpan.FromHours(25));
        await _sari.StaysAsync();
        await _sari.ReplyAsync(_conversation, "terlambat");
        Assert.Equal(WhatsAppErrors.WindowShut, (await ReachedAsync("terlambat", DeliveryStatus.Failed)).FailureCode);
        Assert.Empty(_graph.Calls);
        await TemplatesAsync(Ready);
        await _app.Services.GetRequiredService<AgentReplies>()
            .SendTemplateAsync(_conversation, _sari.Agent, Read(Ready), [], ["Budi", "INV-1"], TestContext.Current.CancellationToken);
        await ReachedAsync("Halo Budi, pesanan INV-1 siap.", DeliveryStatus.Sent);
        Assert.Equal("pesanan_siap", (string)_graph.Taken.Single().Body["template"]!["name"]!);
    }

    [Fact]
    public async Task An_agents_file_is_uploaded_and_sent_by_its_id()
    {
        var store = _app.Services.GetRequiredService<MediaStore>();
        var file = await store.SaveAsync(
            new MemoryStream(SampleFiles.Png), "struk.png", _conversation, TestContext.Current.CancellationToken);
        await _app.Services.GetRequiredService<AgentReplies>()
            .ReplyAsync(_conversation, _sari.Agent, "ini struknya", [file], TestContext.Current.CancellationToken);
        await ReachedAsync("ini struknya", DeliveryStatus.Sent);
        var (name, type, _) = Assert.Single(_graph.Uploads);
        Assert.Equal(("struk.png", "image/png"), (name, type));
        var sent = _graph.Taken.Single();
        Assert.Equal(("image", "upload-1", "ini struknya"), (sent.Type, (string)sent.Body["image"]!["id"]!, sent.Text));
    }

    [Fact]
    public async Task Replies_keep_their_order_whatever_the_network_does()
    {
        var count = 0;
        _graph.Mood = _ => Interlocked.Increment(ref count) % 4 == 0 ? (GraphMood.Refuse, 131000) : (GraphMood.Good, 0);
        for (var i = 0; i < 10; i++)
            await _sari.ReplyAsync(_conversation, $"nomor {i}");
        await ReachedAsync("nomor 9", DeliveryStatus.Sent);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"nomor {i}"), _graph.Taken.Select(m => m.Text));
    }

    [Fact]
    public async Task A_report_of_failure_is_said_in_the_readers_words_at_the_desk()
    {
        await _sari.ReplyAsync(_conversation, "tidak sampai");
        var sent = await _graph.WaitForTextAsync("tidak sampai");
        await WhatsAppCustomer.ReportAsync(_app.Address, sent.Id, "failed", code: 131026);
        var failed = await ReachedAsync("tidak sampai", DeliveryStatus.Failed);
        Assert.Equal((131026, "Message undeliverable"), (failed.FailureCode, failed.FailureTitle));
        var said = DeliveryFault.Say(new DeskWords(), WhatsAppChannel.Traits, failed, failed.Delivery);
        Assert.Contains("tidak bisa sampai", said, StringComparison.Ordinal);
        Assert.DoesNotContain("undeliverable", said, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Who_has_no_phone_is_reached_by_their_id()
    {
        var hidden = new WhatsAppCustomer(_app.Address, null, "ID.HIDDEN", "Rina");
        await hidden.SayAsync("lacak paket");
        var answer = await _graph.WaitForAnswerAsync("track-order");
        Assert.Equal(("ID.HIDDEN", null), ((string?)answer.Body["recipient"], (string?)answer.Body["to"]));
    }

    [Fact]
    public async Task One_customer_who_may_not_be_written_to_costs_no_other_customer_a_second()
    {
        _graph.Mood = body => ((string?)body["to"] == "+10000000" ? GraphMood.Refuse : GraphMood.Good, 130497);
        var barred = new WhatsAppCustomer(_app.Address, "10000000", "US.1", "Joe");
        await barred.SayAsync("lacak paket");
        await Eventually.TrueAsync(
            () => _app.ReadAsync(
                db => db.Messages.AnyAsync(
                    m => m.ConversationId != _conversation && m.Delivery == DeliveryStatus.Failed && m.FailureCode == 130497)),
            "the barred customer's answer to fail");
        Assert.Null(_app.Services.GetRequiredService<WhatsAppRateLimiter>().Stop);
        await _sari.ReplyAsync(_conversation, "tanpa menunggu");
        await ReachedAsync("tanpa menunggu", DeliveryStatus.Sent);
        Assert.Single(_graph.Calls, call => (string?)call["to"] == "+10000000");

        // The same where Meta takes it first and reports the failure afterwards.
        _graph.Mood = _ => (GraphMood.Good, 0);
        await barred.SayAsync("lupa password");
        var taken = await _graph.WaitForAsync(m => m.To == "+10000000", "an answer to the barred customer");
        await WhatsAppCustomer.ReportAsync(_app.Address, taken.Id, "failed", code: 130497);
        await _sari.ReplyAsync(_conversation, "juga tanpa menunggu");
        await ReachedAsync("juga tanpa menunggu", DeliveryStatus.Sent);
        Assert.Null(_app.Services.GetRequiredService<WhatsAppRateLimiter>().Stop);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(80007)]
    public async Task A_limit_counted_by_the_hour_slows_the_number_and_its_code_is_kept(int code)
    {
        _graph.Mood = _ => (GraphMood.Refuse, code);
        await _sari.ReplyAsync(_conversation, "sabar");
        for (var call = 1; call <= 14; call++)
        {
            var calls = call;
            if (call > 1)
                await LaterAsync();
            await Eventually.TrueAsync(() => Task.FromResult(_graph.Calls.Count >= calls), $"call {call}");
        }
        await Eventually.TrueAsync(async () => (await MessageAsync("sabar")).FailureCode == code, "the code to be kept");
        var waits = await MessageAsync("sabar");
        Assert.Equal(DeliveryStatus.Queued, waits.Delivery);
        Assert.Contains($"{code}", DeliveryFault.Say(new DeskWords(), WhatsAppChannel.Traits, waits, waits.Delivery),
            StringComparison.Ordinal);
        _graph.Mood = _ => (GraphMood.Good, 0);
        await LaterAsync();
        Assert.Null((await ReachedAsync("sabar", DeliveryStatus.Sent)).FailureCode);

        // What was put off is due.
        async Task LaterAsync()
        {
            await Eventually.TrueAsync(
                () => _app.ReadAsync(db => db.Outbox.AnyAsync(o => o.DueAt > _app.Time.GetUtcNow())), "it to be put off");
            _app.Time.Advance(TimeSpan.FromSeconds(62));
        }
    }

    [Fact]
    public async Task Nothing_is_tried_for_ever_and_the_last_code_is_said()
    {
        await TemplatesAsync(Ready);
        _graph.Mood = _ => (GraphMood.Refuse, 131042);
        await _sari.StaysAsync();
        await _app.Services.GetRequiredService<AgentReplies>()
            .SendTemplateAsync(_conversation, _sari.Agent, Read(Ready), [], ["Budi", "INV-1"], TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => Task.FromResult(!_graph.Calls.IsEmpty), "it to be tried");
        _app.Time.Advance(TimeSpan.FromHours(25));
        var given = await ReachedAsync("Halo Budi, pesanan INV-1 siap.", DeliveryStatus.Failed);
        Assert.Equal(131042, given.FailureCode);
        Assert.False(await _app.ReadAsync(db => db.Outbox.AnyAsync()));
    }

    [Fact]
    public async Task A_limit_of_templates_stops_templates_and_never_replies()
    {
        await TemplatesAsync(Ready);
        _graph.Mood = body => ((string?)body["type"] == "template" ? GraphMood.Refuse : GraphMood.Good, 131064);
        var replies = _app.Services.GetRequiredService<AgentReplies>();
        foreach (var invoice in (string[])["INV-1", "INV-2"])
        {
            await replies.SendTemplateAsync(
                _conversation, _sari.Agent, Read(Ready), [], ["Budi", invoice], TestContext.Current.CancellationToken);
            Assert.Equal(131064, (await ReachedAsync($"Halo Budi, pesanan {invoice} siap.", DeliveryStatus.Failed)).FailureCode);
        }
        // The second was not even tried.
        Assert.Single(_graph.Calls);
        await _sari.ReplyAsync(_conversation, "balasan tetap jalan");
        await ReachedAsync("balasan tetap jalan", DeliveryStatus.Sent);
        var health = (await _app.Services.GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(TestContext.Current.CancellationToken)).Entries["whatsapp"];
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("131064", health.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Places_are_sent_by_their_numbers_whatever_their_order_in_the_text()
    {
        var template = Template("pesanan_dikirim", "Pesanan {{2}} untuk {{1}} sudah dikirim.");
        await TemplatesAsync(template);
        var read = Read(template);
        var values = MessageTemplate.Places(read.Body).Select(place => place == "1" ? "NAMA" : "INV-9").ToArray();
        await _app.Services.GetRequiredService<AgentReplies>()
            .SendTemplateAsync(_conversation, _sari.Agent, read, [], values, TestContext.Current.CancellationToken);
        await ReachedAsync("Pesanan INV-9 untuk NAMA sudah dikirim.", DeliveryStatus.Sent);
        Assert.Equal(["NAMA", "INV-9"], Parameters(_graph.Taken.Single(), "body").Select(p => (string)p!["text"]!));
    }

    [Theory]
    [InlineData("Pesanan Anda {{nomor}} dikirim.", "Halo {{nama}}")]
    [InlineData("Pesanan Anda dikirim.", "Halo {{nama}}")]
    public async Task Named_places_are_sent_by_name_in_header_and_body(string body, string header)
    {
        var template = Template("bernama", body, header, "NAMED");
        await TemplatesAsync(template);
        string[] values = body.Contains("{{", StringComparison.Ordinal) ? ["INV-9"] : [];
        await _app.Services.GetRequiredService<AgentReplies>()
            .SendTemplateAsync(_conversation, _sari.Agent, Read(template), ["Budi"], values, TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => Task.FromResult(!_graph.Taken.IsEmpty), "it to be sent");
        Assert.Equal(["nama"], Parameters(_graph.Taken.Single(), "header").Select(p => (string?)p!["parameter_name"]));
        if (values.Length > 0)
            Assert.Equal(["nomor"], Parameters(_graph.Taken.Single(), "body").Select(p => (string?)p!["parameter_name"]));
    }

    [Fact]
    public async Task Words_arrive_where_their_file_cannot()
    {
        var store = _app.Services.GetRequiredService<MediaStore>();
        var file = await store.SaveAsync(
            new MemoryStream(SampleFiles.Gif), "lucu.gif", _conversation, TestContext.Current.CancellationToken);
        await _app.Services.GetRequiredService<AgentReplies>()
            .ReplyAsync(_conversation, _sari.Agent, "cara pasangnya begini", [file], TestContext.Current.CancellationToken);
        Assert.Equal(131053, (await ReachedAsync("cara pasangnya begini", DeliveryStatus.Failed)).FailureCode);
        var words = Assert.Single(_graph.Taken);
        Assert.Equal(("text", "cara pasangnya begini"), (words.Type, words.Text));
    }

    [Fact]
    public async Task A_file_that_cannot_be_uploaded_slows_nobody_else()
    {
        _graph.UploadStatus = 500;
        var store = _app.Services.GetRequiredService<MediaStore>();
        var file = await store.SaveAsync(
            new MemoryStream(SampleFiles.Png), "struk.png", _conversation, TestContext.Current.CancellationToken);
        await _app.Services.GetRequiredService<AgentReplies>()
            .ReplyAsync(_conversation, _sari.Agent, "ini struknya", [file], TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => _app.ReadAsync(db => db.Outbox.AnyAsync(o => o.Attempts > 0)), "the upload to fail");
        Assert.Null(_app.Services.GetRequiredService<WhatsAppRateLimiter>().MustWait());
    }

    [Fact]
    public async Task Nobody_is_sent_more_at_once_than_the_pair_rate_allows()
    {
        await using var slow = await FakeGraph.StartAsync();
        await using var other = await CxBotApp.StartAsync(KnowledgeFiles.Shop(),
            new(slow.Settings) { ["Channels:WhatsApp:CustomerBurst"] = "2", ["Channels:WhatsApp:CustomerInterval"] = "00:00:01" });
        var rina = new WhatsAppCustomer(other.Address, "628999");
        await rina.SayAsync("mau bicara dengan CS");
        await slow.WaitForSentenceAsync("HandOver_CustomerAsked");
        var id = await other.ReadAsync(db => db.Conversations.Select(c => c.Id).SingleAsync());
        var agent = await DeskAgent.SitDownAsync(other, "Sari");
        await agent.TakeAsync(id);
        for (var i = 0; i < 3; i++)
            await agent.ReplyAsync(id, $"pesan {i}");
        await slow.WaitForTextAsync("pesan 2");
        var times = slow.Taken.Select(m => m.At).ToList();
        Assert.True(times[^1] - times[0] > TimeSpan.FromSeconds(times.Count - 3), "too fast");
        Assert.Equal(["pesan 0", "pesan 1", "pesan 2"], slow.Taken.TakeLast(3).Select(m => m.Text));
    }

    private static readonly JsonObject Ready = Template("pesanan_siap", "Halo {{1}}, pesanan {{2}} siap.");

    private static JsonObject Template(string name, string body, string? header = null, string format = "POSITIONAL")
    {
        var components = new JsonArray(new JsonObject { ["type"] = "BODY", ["text"] = body });
        if (header is not null)
            components.Insert(0, new JsonObject { ["type"] = "HEADER", ["format"] = "TEXT", ["text"] = header });
        return new JsonObject
        {
            ["name"] = name,
            ["language"] = "id",
            ["status"] = "APPROVED",
            ["category"] = "UTILITY",
            ["parameter_format"] = format,
            ["components"] = components,
        };
    }

    /// <summary>The account has these templates.</summary>
    private Task<int> TemplatesAsync(params JsonObject[] templates)
    {
        _graph.Templates = [.. templates.Select(t => t.DeepClone())];
        return _app.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<WhatsAppTemplates>().Single()
            .SyncAsync(TestContext.Current.CancellationToken);
    }

    private static MessageTemplate Read(JsonObject template) =>
        WhatsAppTemplates.Read(System.Text.Json.JsonSerializer.SerializeToElement(template), DateTimeOffset.UnixEpoch)!;

    private static JsonArray Parameters(GraphMessage sent, string component) =>
        sent.Body["template"]!["components"]!.AsArray().Single(c => (string?)c!["type"] == component)!["parameters"]!.AsArray();

    private Task<Message> MessageAsync(string text) =>
        _app.ReadAsync(db => db.Messages.AsNoTracking().OrderBy(m => m.Sequence).LastAsync(m => m.Text == text));

    private async Task<Message> ReachedAsync(string text, DeliveryStatus status)
    {
        Message? found = null;
        await Eventually.TrueAsync(async () =>
        {
            found = await _app.ReadAsync(db => db.Messages.AsNoTracking().OrderBy(m => m.Sequence).LastOrDefaultAsync(m => m.Text == text));
            return found?.Delivery == status;
        }, $"\"{text}\" to be {status}");
        return found!;
    }

    private Task SettledAsync() =>
        Eventually.TrueAsync(() => _app.ReadAsync(async db => !await db.Outbox.AnyAsync()), "everything to be sent");
}
