using CsCheck;
using CxBot.Continuation;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Storage;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Channels.WhatsApp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Continuation;

public sealed class ContinuationsTests
{
    private const string Web = WebChannel.Key;
    private const string WhatsApp = WhatsAppChannel.Key;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 25, 5, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_code_works_once_however_many_use_it_at_the_same_time()
    {
        await using var host = await ChannelHost.StartAsync(time: _time);
        var web = await AddAsync(host, Web, "w");
        var phones = new List<ConversationId>();
        for (var i = 0; i < 8; i++)
            phones.Add(await AddAsync(host, WhatsApp, $"p{i}"));
        var code = await GiveAsync(host, web);
        foreach (var phone in phones)
            Assert.IsType<ContinuationRequest.Confirm>(await SayAsync(host, phone, code));
        await Task.WhenAll(phones.Select(phone => Task.Run(() => SayAsync(host, phone, "Ya, itu saya"))));
        var owners = await host.QueryAsync(db => db.Conversations.Select(c => c.CustomerId).ToListAsync());
        Assert.Equal(8, owners.Distinct().Count());
        Assert.Equal(8, await host.QueryAsync(db => db.Customers.CountAsync()));
        Assert.Equal(7, await host.QueryAsync(db => db.WrongCodes.CountAsync()));
    }

    [Fact]
    public async Task A_code_that_is_too_old_or_never_was_joins_nobody()
    {
        await using var host = await ChannelHost.StartAsync(new() { ["Conversations:CodeLifetime"] = "00:15:00" }, _time);
        var (web, phone) = (await AddAsync(host, Web, "w"), await AddAsync(host, WhatsApp, "p"));
        var code = await GiveAsync(host, web);
        Assert.IsType<ContinuationRequest.Invalid>(await SayAsync(host, phone, CodeText.New()));
        _time.Advance(TimeSpan.FromMinutes(15.1));
        await SayAsync(host, phone, code);
        Assert.Equal(2, await host.QueryAsync(db => db.Customers.CountAsync()));
        Assert.Contains("tidak berlaku",
            await host.QueryAsync(
                db => db.Messages.Where(m => m.ConversationId == phone).OrderByDescending(m => m.Sequence).Select(m => m.Text)
                    .FirstAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_guesses_is_no_longer_listened_to_until_an_hour_has_passed()
    {
        await using var host = await ChannelHost.StartAsync(new() { ["Conversations:WrongCodes"] = "3" }, _time);
        var (web, phone, other) = (await AddAsync(host, Web, "w"), await AddAsync(host, WhatsApp, "p"),
            await AddAsync(host, WhatsApp, "q"));
        for (var i = 0; i < 3; i++)
            await SayAsync(host, phone, CodeText.New());
        Assert.IsType<ContinuationRequest.Invalid>(await SayAsync(host, phone, await GiveAsync(host, web)));
        Assert.Equal(3, await host.QueryAsync(db => db.Customers.CountAsync()));
        _time.Advance(TimeSpan.FromMinutes(61));
        Assert.IsType<ContinuationRequest.Redeem>(await ConfirmAsync(host, phone, await GiveAsync(host, web)));
        Assert.IsType<ContinuationRequest.Redeem>(await ConfirmAsync(host, other, await GiveAsync(host, web)));
        Assert.Equal(1, await host.QueryAsync(db => db.Customers.CountAsync()));
    }

    [Fact]
    public async Task A_code_of_the_same_channel_or_between_two_whom_the_shop_knows_joins_nobody()
    {
        await using var host = await ChannelHost.StartAsync(time: _time);
        var (one, two, phone) = (await AddAsync(host, Web, "one", CustomerAddress.SubjectKind), await AddAsync(host, Web, "two"),
            await AddAsync(host, WhatsApp, "p"));
        await ConfirmAsync(host, two, await GiveAsync(host, one));
        Assert.Equal(3, await host.QueryAsync(db => db.Customers.CountAsync()));
        await ConfirmAsync(host, phone, await GiveAsync(host, one));
        Assert.Equal(2, await host.QueryAsync(db => db.Customers.CountAsync()));
        var three = await AddAsync(host, Web, "three", CustomerAddress.SubjectKind);
        await ConfirmAsync(host, phone, await GiveAsync(host, three));
        Assert.Equal(3, await host.QueryAsync(db => db.Customers.CountAsync()));
    }

    [Fact]
    public async Task What_each_knew_is_kept_and_a_block_is_not_shaken_off()
    {
        await using var host = await ChannelHost.StartAsync(time: _time);
        var (web, phone) = (await AddAsync(host, Web, "w"), await AddAsync(host, WhatsApp, "p"));
        await host.Get<Writer>()
            .RunAsync((db, token) => db.Customers.Where(c => db.Conversations.Any(v => v.Id == web && v.CustomerId == c.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.Email, "budi@shop.example").SetProperty(c => c.Blocked, true), token),
                ChannelHost.Token);
        await ConfirmAsync(host, phone, await GiveAsync(host, web));
        var customer = await host.QueryAsync(db => db.Customers.Include(c => c.Identities).SingleAsync());
        Assert.Equal(("budi@shop.example", true, 2), (customer.Email, customer.Blocked, customer.Identities.Count));
    }

    [Fact]
    public async Task A_code_that_somebody_else_gave_them_joins_nobody_and_is_worth_nothing_any_more()
    {
        await using var host = await ChannelHost.StartAsync(time: _time);
        var (lure, victim, other) = (await AddAsync(host, Web, "w"), await AddAsync(host, WhatsApp, "p"),
            await AddAsync(host, WhatsApp, "q"));
        var code = await GiveAsync(host, lure);
        Assert.IsType<ContinuationRequest.Confirm>(await SayAsync(host, victim, code));
        Assert.Equal(3, await host.QueryAsync(db => db.Customers.CountAsync()));
        var asked = await host.QueryAsync(
            db => db.Messages.Where(m => m.ConversationId == victim).OrderByDescending(m => m.Sequence).FirstAsync());
        Assert.Equal(["Ya, itu saya", "Bukan saya"], asked.Content.Choices!.Select(c => c.Title));
        Assert.IsType<ContinuationRequest.Decline>(await SayAsync(host, victim, "bukan"));
        await ConfirmAsync(host, other, code);
        Assert.Equal((3, 0),
            (await host.QueryAsync(db => db.Customers.CountAsync()),
                await host.QueryAsync(db => db.Customers.CountAsync(c => c.JoinedAt != null))));
    }

    [Fact]
    public async Task Yes_counts_only_while_it_is_asked_and_who_is_joined_is_marked()
    {
        await using var host = await ChannelHost.StartAsync(new() { ["Conversations:CodeLifetime"] = "00:15:00" }, _time);
        var (web, phone) = (await AddAsync(host, Web, "w"), await AddAsync(host, WhatsApp, "p"));
        Assert.Null(await SayAsync(host, phone, "ya"));
        await SayAsync(host, phone, await GiveAsync(host, web));
        _time.Advance(TimeSpan.FromMinutes(15.1));
        Assert.Null(await SayAsync(host, phone, "ya"));
        Assert.Equal(2, await host.QueryAsync(db => db.Customers.CountAsync()));
        await ConfirmAsync(host, phone, await GiveAsync(host, web));
        Assert.Equal(_time.GetUtcNow(), (await host.QueryAsync(db => db.Customers.SingleAsync())).JoinedAt);
    }

    [Fact]
    public async Task Whatever_is_said_two_customers_are_never_joined_without_a_code_that_was_given()
    {
        await using var host = await ChannelHost.StartAsync(new() { ["Conversations:WrongCodes"] = "20" }, _time);
        ConversationId[] conversations =
            [await AddAsync(host, Web, "a"), await AddAsync(host, Web, "b"), await AddAsync(host, WhatsApp, "c"),
            await AddAsync(host, WhatsApp, "d")];
        foreach (var conversation in conversations.Take(2))
            await GiveAsync(host, conversation);
        await Gen.Int[0, 1_000_000].SampleAsync(async seed =>
        {
            var random = new Random(seed);
            await SayAsync(host, conversations[random.Next(4)], Text(random));
        }, iter: 150, threads: 1);
        Assert.Equal(4, await host.QueryAsync(db => db.Conversations.Select(c => c.CustomerId).Distinct().CountAsync()));
        Assert.Equal(4, await host.QueryAsync(db => db.Customers.CountAsync()));
    }

    private static string Text(Random random)
    {
        string Letters(int count) => new([.. Enumerable.Range(0, count).Select(_ => "ABCDEFGHJKMNPQRSTVWXYZ23456789"[random.Next(30)])]);
        return random.Next(7) switch
        {
            6 => "ya",
            0 => $"{Letters(4)}-{Letters(4)}",
            1 => Letters(8),
            2 => CxBot.Words.CustomerWords.Say("ContinueWith", "id", $"{Letters(4)}-{Letters(4)}"),
            3 => "lanjut di web",
            4 => new[] { "Budi", "08123456789", "budi@shop.example", "saya yang tadi di website" }[random.Next(4)],
            _ => new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(32, 0x2fff))]),
        };
    }

    private async Task<ConversationId> AddAsync(ChannelHost host, string channel, string name, string kind = "visitor")
    {
        var now = _time.GetUtcNow();
        await host.Get<Writer>().RunAsync(async (db, token) =>
        {
            var customer = new Customer { CreatedAt = now };
            customer.Identities.Add(new CustomerIdentity { Channel = channel, Kind = kind, Value = name });
            db.Add(customer);
            db.Add(new Conversation { Id = new(name), Channel = channel, Customer = customer, CreatedAt = now, LastMessageAt = now });
            await db.SaveChangesAsync(token);
        }, ChannelHost.Token);
        return new ConversationId(name);
    }

    private static async Task<string> GiveAsync(ChannelHost host, ConversationId conversationId)
    {
        var code = CodeText.New();
        await host.Get<Writer>()
            .RunAsync((db, token) => host.Get<ContinuationCodes>().KeepAsync(db, conversationId, CodeText.Hash(code), token),
                ChannelHost.Token);
        return code;
    }

    /// <summary>Says the code, and that it is theirs.</summary>
    private static async Task<ContinuationRequest?> ConfirmAsync(ChannelHost host, ConversationId conversationId, string code)
    {
        await SayAsync(host, conversationId, code);
        return await SayAsync(host, conversationId, "Ya, itu saya");
    }

    /// <summary>What a turn makes of it, between reading and saving.</summary>
    private static async Task<ContinuationRequest?> SayAsync(ChannelHost host, ConversationId conversationId, string text)
    {
        var conversation = await host.QueryAsync(db => db.Conversations.AsNoTracking().SingleAsync(c => c.Id == conversationId));
        if (await host.Get<Continuations>().ReadAsync(conversation, text, ChannelHost.Token) is not { } request)
            return null;
        await host.Get<Writer>().RunAsync(async (db, token) =>
        {
            var here = await db.Conversations.SingleAsync(c => c.Id == conversationId, token);
            await host.Get<Continuations>().ApplyAsync(db, here, request, token);
            await db.SaveChangesAsync(token);
        }, ChannelHost.Token);
        return request;
    }
}
