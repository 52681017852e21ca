using System.Net;
using System.Text.Json.Nodes;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Language;
using CxBot.Storage;
using CxBot.Tests.Testing;
using CxBot.Web.Channels.WhatsApp;
using CxBot.Web.Channels.WhatsApp.Inbound;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using static CxBot.Tests.Testing.WhatsAppCustomer;

namespace CxBot.Tests.Channels.WhatsApp.Inbound;

/// <summary>What webhooks bring beside words: preferences, prices, products, calls, news of the account.</summary>
public sealed class WhatsAppFieldsTests : IAsyncLifetime
{
    private FakeGraph _graph = null!;
    private ChannelHost _host = null!;
    private WhatsAppCustomer _budi = null!;

    public async ValueTask InitializeAsync()
    {
        _graph = await FakeGraph.StartAsync();
        _host = await ChannelHost.StartAsync(_graph.Settings);
        _budi = new WhatsAppCustomer(_host.Address, "628111", "ID.1");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _graph.DisposeAsync();
    }

    [Fact]
    public async Task Offers_stopped_in_WhatsApp_itself_are_in_the_ledger_once_with_their_source_and_time()
    {
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-5);
        Assert.Equal(HttpStatusCode.OK, await _budi.PreferAsync("stop", at));
        Assert.Equal(HttpStatusCode.OK, await _budi.PreferAsync("stop", at));
        var change = Assert.Single(await ChangesAsync());
        Assert.Equal((ConsentWish.Stop, ConsentPurpose.Marketing, ConsentSource.Preference, at.ToUnixTimeSeconds()),
            (change.Wish, change.Purpose, change.Source, change.At.ToUnixTimeSeconds()));
        var conversation = await _host.QueryAsync(db => db.Conversations.SingleAsync());
        Assert.Equal((true, false), (conversation.MarketingStoppedAt.HasValue, conversation.StoppedAt.HasValue));
        Assert.False(Consents.Allow(conversation, "MARKETING"));
        Assert.True(Consents.Allow(conversation, "UTILITY"));
        await _budi.PreferAsync("resume", at.AddMinutes(1));
        // What is told late changes nothing that came after it.
        await _budi.PreferAsync("stop", at.AddSeconds(-30));
        Assert.Equal(3, (await ChangesAsync()).Count);
        Assert.Null((await _host.QueryAsync(db => db.Conversations.SingleAsync())).MarketingStoppedAt);
    }

    [Fact]
    public async Task A_report_that_they_want_no_offers_is_written_down_too()
    {
        await SentAsync("wamid.OUT1");
        await ReportAsync(_host.Address, "wamid.OUT1", "failed", code: 131050);
        await ReportAsync(_host.Address, "wamid.OUT1", "failed", code: 131050);
        var change = Assert.Single(await ChangesAsync());
        Assert.Equal((ConsentWish.Stop, ConsentPurpose.Marketing, ConsentSource.Refusal), (change.Wish, change.Purpose, change.Source));
    }

    [Fact]
    public async Task What_a_message_costs_is_kept_once_also_where_it_was_told_before_the_message_was_known()
    {
        await SentAsync("wamid.OUT1");
        foreach (var status in new[] { "sent", "delivered", "delivered" })
            await PricedAsync("wamid.OUT1", status, "utility", billable: true);
        var billed = Assert.Single(await _host.QueryAsync(db => db.BilledMessages.AsNoTracking().ToListAsync()));
        Assert.Equal((true, "PMP", "regular", "utility", 1L),
            (billed.Billable, billed.Model, billed.Type, billed.Category, billed.Sequence));

        await PricedAsync("wamid.EARLY", "sent", "service", billable: false);
        await SentAsync(null, sequence: 2);
        await _host.Get<Writer>()
            .RunAsync(async (db, token) =>
                await DeliveryReports.AcceptedAsync(
                    db, await db.DeliveryParts.SingleAsync(p => p.Sequence == 2, token), "wamid.EARLY", token), ChannelHost.Token);
        Assert.Equal([(true, "utility"), (false, "service")],
            await _host.QueryAsync(
                async db => (await db.BilledMessages.AsNoTracking().OrderBy(b => b.Id).ToListAsync()).Select(
                    b => (b.Billable, b.Category!))));
        Assert.Equal(0, await _host.QueryAsync(db => db.ParkedReports.CountAsync()));
    }

    [Fact]
    public async Task Who_was_known_by_the_phone_alone_gets_the_lasting_id_by_which_the_answer_comes()
    {
        await new WhatsAppCustomer(_host.Address, "628222").SayAsync("halo");
        await SentAsync("wamid.OUT1", conversation: (await _host.QueryAsync(db => db.Conversations.SingleAsync())).Id, sequence: 9);
        var value = Value();
        value["statuses"] = new JsonArray(
            new JsonObject
            {
                ["id"] = "wamid.OUT1",
                ["status"] = "delivered",
                ["timestamp"] = "1790000000",
                ["recipient_id"] = "628222",
                ["recipient_user_id"] = "ID.HIDDEN",
            });
        await PostAsync(_host.Address, Body(value));
        // With a username, the number is no longer told.
        await new WhatsAppCustomer(_host.Address, null, "ID.HIDDEN", "Rina").SayAsync("saya lagi");
        Assert.Equal((1, 1),
            (await _host.QueryAsync(db => db.Customers.CountAsync()), await _host.QueryAsync(db => db.Conversations.CountAsync())));
        // Who has an id gets no other.
        value["statuses"]![0]!["recipient_user_id"] = "ID.OTHER";
        await PostAsync(_host.Address, Body(value));
        Assert.False(await _host.QueryAsync(db => db.CustomerIdentities.AnyAsync(i => i.Value == "ID.OTHER")));
    }

    [Fact]
    public async Task The_parent_id_finds_who_comes_under_a_new_id_and_without_a_number()
    {
        var first = _budi.Message("text", new JsonObject { ["body"] = "halo" });
        first["from_parent_user_id"] = "ID.ENT.7";
        await _budi.SendAsync(first);
        var later = new WhatsAppCustomer(_host.Address, null, "ID.2");
        var second = later.Message("text", new JsonObject { ["body"] = "saya lagi" });
        second["from_parent_user_id"] = "ID.ENT.7";
        await later.SendAsync(second);
        Assert.Equal(1, await _host.QueryAsync(db => db.Customers.CountAsync()));
    }

    [Fact]
    public async Task The_product_asked_about_is_kept_and_is_the_page_they_come_from()
    {
        await _budi.SayAsync("ini masih ada?",
            more: new JsonObject
            {
                ["context"] = new JsonObject
                {
                    ["from"] = "15550001111",
                    ["referred_product"] = new JsonObject { ["catalog_id"] = "C1", ["product_retailer_id"] = "SKU-42" },
                },
            });
        Assert.Equal(new ReferredProduct("C1", "SKU-42"), (await _host.QueryAsync(db => db.Messages.SingleAsync())).Content.Product);
        Assert.Equal("SKU-42", (await _host.QueryAsync(db => db.Conversations.SingleAsync())).Page!.Product);
    }

    [Fact]
    public async Task An_advertisement_is_kept_with_the_ids_that_tell_what_came_of_it()
    {
        await _budi.SayAsync("halo",
            more: new JsonObject
            {
                ["referral"] = new JsonObject
                {
                    ["headline"] = "Diskon",
                    ["source_url"] = "https://fb.me/1",
                    ["source_id"] = "AD1",
                    ["ctwa_clid"] = "CLICK1",
                },
            });
        Assert.Equal(new Referral("Diskon", null, "https://fb.me/1", "AD1", "CLICK1"),
            (await _host.QueryAsync(db => db.Messages.SingleAsync())).Content.Referral);
    }

    [Fact]
    public async Task A_missed_call_is_one_line_and_opens_the_window()
    {
        await _budi.CallAsync("wacid.1", "connect");
        await _budi.CallAsync("wacid.1", "terminate");
        var line = Assert.Single(await _host.QueryAsync(db => db.Messages.AsNoTracking().ToListAsync()));
        Assert.Equal((MessageKind.Event, WhatsAppTranslator.Called), (line.Kind, (line.Content as MessageContent.Report)?.Name));
        Assert.True(ReplyWindow.OfBot(
            WhatsAppChannel.Traits, await _host.QueryAsync(db => db.Conversations.SingleAsync()), TimeProvider.System.GetUtcNow()).IsOpen);
    }

    [Fact]
    public async Task The_number_they_give_because_we_asked_is_theirs_and_nobody_elses_is_taken()
    {
        var hidden = new WhatsAppCustomer(_host.Address, null, "ID.9", "Rina");
        await hidden.SendAsync(hidden.Message("contacts", Card("628999")));
        var customer = await _host.QueryAsync(db => db.Customers.Include(c => c.Identities).SingleAsync());
        Assert.Equal("+628999", customer.Phone);
        Assert.Contains(customer.Identities, i => i is { Kind: PersonOnChannel.PhoneKind, Value: "628999" });
        await _budi.SayAsync("halo");
        await hidden.SendAsync(hidden.Message("contacts", Card("628111")));
        Assert.Equal(2, await _host.QueryAsync(db => db.Customers.CountAsync()));
        Assert.NotEqual(customer.Id,
            (await _host.QueryAsync(db => db.CustomerIdentities.SingleAsync(i => i.Value == "628111"))).CustomerId);

        static JsonArray Card(string number) =>
            [new JsonObject
            {
                ["origin"] = "contact_request",
                ["name"] = new JsonObject { ["formatted_name"] = "Rina" },
                ["phones"] = new JsonArray(new JsonObject { ["phone"] = "+" + number, ["wa_id"] = number }),
            }];
    }

    [Fact]
    public async Task News_of_the_account_is_kept_once_and_health_says_when_nothing_can_be_sent()
    {
        var ban = new JsonObject
        {
            ["event"] = "DISABLED_UPDATE",
            ["ban_info"] = new JsonObject { ["waba_ban_state"] = "DISABLE", ["waba_ban_date"] = "April 17, 2026" },
        };
        await TellAsync("account_update", ban);
        await TellAsync("account_update", ban);
        var told = Assert.Single(await _host.QueryAsync(db => db.AccountEvents.AsNoTracking().ToListAsync()));
        Assert.Equal((AccountNews.Disabled, "April 17, 2026"), (told.News, told.Detail));
        Assert.True(await _host.Get<WhatsAppNews>().HasUnreadAsync(ChannelHost.Token));
        var health = await HealthAsync();
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("cannot reply", health.Description!, StringComparison.Ordinal);
        await TellAsync("account_update",
            new JsonObject { ["event"] = "DISABLED_UPDATE", ["ban_info"] = new JsonObject { ["waba_ban_state"] = "REINSTATE" } });
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync()).Status);
    }

    [Theory]
    [InlineData("phone_number_quality_update", """{"display_phone_number":"1555","event":"FLAGGED","current_limit":"TIER_10K"}""",
        AccountNews.QualityFell, "1555: TIER_10K")]
    [InlineData("phone_number_name_update",
        """{"decision":"REJECTED","requested_verified_name":"Toko","rejection_reason":"NAME_NOT_CLEAR"}""", AccountNews.NameRefused,
        "Toko: NAME_NOT_CLEAR")]
    [InlineData("business_capability_update", """{"max_daily_conversations_per_business":2000,"max_phone_numbers_per_business":25}""",
        AccountNews.LimitChanged, "2000")]
    [InlineData("message_template_status_update",
        """{"event":"REJECTED","message_template_name":"promo","message_template_language":"id","reason":"INVALID_FORMAT"}""",
        AccountNews.TemplateRefused, "promo (id): INVALID_FORMAT")]
    [InlineData("message_template_quality_update",
        """{"previous_quality_score":"GREEN","new_quality_score":"RED","message_template_name":"promo","message_template_language":"id"}""",
        AccountNews.TemplateQualityFell, "promo (id): RED")]
    [InlineData("template_category_update",
        """{"message_template_name":"promo","message_template_language":"id","new_category":"MARKETING"}""",
        AccountNews.TemplateCategoryChanged, "promo (id): MARKETING")]
    [InlineData("account_alerts", """{"alert_info":{"alert_severity":"CRITICAL","alert_type":"OBA_REJECTED"}}""", AccountNews.Alert,
        "CRITICAL · OBA_REJECTED")]
    [InlineData("account_update", """{"event":"ACCOUNT_VIOLATION","violation_info":{"violation_type":"ADULT"}}""", AccountNews.Violation,
        "ADULT")]
    [InlineData("account_update",
        """{"event":"ACCOUNT_RESTRICTION","restriction_info":[{"restriction_type":"RESTRICTED_BIZ_INITIATED_MESSAGING","expiration":1790000000}]}""", AccountNews.TemplatesBarred, null)]
    [InlineData("security", """{"display_phone_number":"1555","event":"PIN_CHANGED","requester":"1234"}""", AccountNews.SecurityChanged,
        "PIN_CHANGED: 1234")]
    public async Task Each_kind_of_news_is_understood(string field, string value, AccountNews news, string? detail)
    {
        await TellAsync(field, (JsonObject)JsonNode.Parse(value)!);
        var told = await _host.QueryAsync(db => db.AccountEvents.AsNoTracking().SingleAsync());
        Assert.Equal((news, detail), (told.News, told.Detail));
    }

    [Fact]
    public async Task A_second_number_is_refused_where_the_owner_sees_it()
    {
        await _host.Get<Writer>().RunAsync((db, token) => Task.CompletedTask, ChannelHost.Token);
        var value = Value();
        value["metadata"]!["phone_number_id"] = "999888777";
        value["messages"] = new JsonArray(_budi.Message("text", new JsonObject { ["body"] = "halo" }));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(_host.Address, Body(value)));
        var health = await HealthAsync();
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("999888777", health.Description!, StringComparison.Ordinal);
        Assert.False(_host.Get<WhatsAppNews>().Other("999888777"));
        Assert.True(_host.Get<WhatsAppNews>().Other("another"));
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("\u200b\u200d")]
    [InlineData("\u3164")]
    [InlineData("\u0007")]
    public async Task A_name_that_nobody_can_see_is_none(string name)
    {
        var blank = new WhatsAppCustomer(_host.Address, "628333", "ID.3", name);
        await blank.SayAsync("halo");
        Assert.Null((await _host.QueryAsync(db => db.Customers.SingleAsync())).Name);
        await new WhatsAppCustomer(_host.Address, "628333", "ID.3", "  Rina 🌸 ").SayAsync("halo lagi");
        Assert.Equal("Rina 🌸", (await _host.QueryAsync(db => db.Customers.SingleAsync())).Name);
    }

    private Task<List<ConsentChange>> ChangesAsync() =>
        _host.QueryAsync(db => db.ConsentChanges.AsNoTracking().OrderBy(c => c.Id).ToListAsync());

    private Task<HttpStatusCode> TellAsync(string field, JsonObject value) => PostAsync(_host.Address, Body(field, value));

    private async Task<HealthReportEntry> HealthAsync() =>
        (await _host.Get<HealthCheckService>().CheckHealthAsync(check => check.Name == "whatsapp", ChannelHost.Token)).Entries["whatsapp"];

    private Task<HttpStatusCode> PricedAsync(string id, string status, string category, bool billable)
    {
        var value = Value();
        value["statuses"] = new JsonArray(new JsonObject
        {
            ["id"] = id,
            ["status"] = status,
            ["timestamp"] = "1790000000",
            ["recipient_id"] = "628111",
            ["pricing"] = new JsonObject
            {
                ["billable"] = billable,
                ["pricing_model"] = "PMP",
                ["type"] = billable ? "regular" : "free_customer_service",
                ["category"] = category,
            },
        });
        return PostAsync(_host.Address, Body(value));
    }

    /// <summary>A message of ours that Meta has, or is about to have.</summary>
    private async Task SentAsync(string? providerId, long sequence = 1, ConversationId? conversation = null)
    {
        if (conversation is null && !await _host.QueryAsync(db => db.Conversations.AnyAsync()))
            await _budi.SayAsync("halo");
        conversation ??= (await _host.QueryAsync(db => db.Conversations.FirstAsync())).Id;
        await _host.Get<Writer>().RunAsync(async (db, token) =>
        {
            db.DeliveryParts.Add(
                new DeliveryPart
                {
                    ConversationId = conversation.Value,
                    Sequence = sequence,
                    Channel = WhatsAppChannel.Key,
                    ProviderId = providerId,
                    ClaimedAt = TimeProvider.System.GetUtcNow(),
                    Status = DeliveryStatus.Sent,
                });
            await db.SaveChangesAsync(token);
        }, ChannelHost.Token);
    }
}
