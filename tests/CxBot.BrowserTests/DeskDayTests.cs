using CxBot.BrowserTests.Testing;
using CxBot.Conversations;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

/// <summary>A shop's day: three agents at their desks, sixty customers on the website and on WhatsApp, from ten in the morning over
/// closing time to the next morning; on both databases. Run on demand: it takes a minute on each.</summary>
public sealed class DeskDayTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Canned = "Halo Kak, pesanannya kami cek ya";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Explicit = true)]
    [InlineData("Sqlite")]
    [InlineData("Postgres")]
    public async Task Sixty_customers_of_a_day_are_all_answered_and_none_of_them_twice(string provider)
    {
        await using var server = provider == "Postgres" ? await PostgresServer.StartAsync() : null;
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await StartAsync(server, graph);
        await using var sari = await DeskWindow.SignInAsync(chromium, app, 1280, 800, ColorScheme.Light);
        await using var budi = (await DeskWindow.HireAsync(chromium, app, "Budi")).Window;
        await using var ani = (await DeskWindow.HireAsync(chromium, app, "Ani")).Window;
        Window[] team = [sari, budi, ani];
        // A page may sound only once it was touched.
        foreach (var window in team)
            await window.Page.Keyboard.PressAsync("Shift");
        await using var day = new Day(app, graph);

        await day.WriteAsync(web: 20, whatsApp: 10);
        foreach (var window in team)
            await Assertions.Expect(window.Page.GetByTestId("waiting-count").First).ToHaveTextAsync("30");

        // Two press at once: one has it, and the other reads who.
        var promised = day.Web[0];
        var contested = promised.ConversationId;
        await Task.WhenAll(OpenAsync(app, budi, contested), OpenAsync(app, ani, contested));
        await Task.WhenAll(PressTakeAsync(budi), PressTakeAsync(ani));
        await Eventually.TrueAsync(() => app.ReadAsync(db => db.Conversations.AnyAsync(c => c.Id == contested && c.OwnerId != null, Token)),
            "one to have it");
        var owner = await app.ReadAsync(db => db.Conversations.Where(c => c.Id == contested)
            .Select(c => db.Users.Single(a => a.Id == c.OwnerId).DisplayName).SingleAsync(Token));
        var (winner, loser) = owner == "Budi" ? (budi, ani) : (ani, budi);
        await Assertions.Expect(winner.Page.GetByTestId("resolve")).ToBeVisibleAsync();
        await Assertions.Expect(loser.Page.GetByTestId("resolve")).ToHaveCountAsync(0);
        await Assertions.Expect(loser.Page.GetByText(owner).First).ToBeVisibleAsync();

        // Answered with a canned reply, and something promised for eleven.
        await AnswerAsync(winner);
        await promised.WaitForTextAsync(Canned);
        await winner.Page.GetByTestId("resolve").ClickAsync();
        await winner.Page.Locator("input[name=outcome][value=FollowUpNeeded]").CheckAsync();
        await winner.Page.GetByTestId("follow-up-own").CheckAsync();
        await winner.Page.GetByTestId("follow-up-day").FillAsync(day.Morning.ToString("yyyy-MM-dd", null));
        await winner.Page.GetByTestId("follow-up-clock").FillAsync("11:00");
        await winner.Page.GetByTestId("follow-up-note").FillAsync("kirim nomor resi 📦");
        await winner.Page.GetByTestId("resolve-confirm").ClickAsync();
        await promised.WaitForSentenceAsync("Resolved", owner);

        // Passed on, which rings there; answered there, resolved, and opened again.
        var passed = day.Web[1];
        await TakeAsync(app, winner, passed.ConversationId);
        await winner.Page.GetByTestId("transfer").ClickAsync();
        await winner.Page.GetByTestId("transfer-to").Filter(new() { HasText = "Sari" }).ClickAsync();
        await RangAsync(sari, "Transferred");
        await sari.Page.GotoAsync(new Uri(app.Address, $"/desk/mine/{passed.ConversationId}").ToString());
        await AnswerAsync(sari);
        await passed.WaitForTextAsync(Canned);
        await ResolveAsync(sari);
        await passed.WaitForSentenceAsync("Resolved", "Sari");
        await sari.Page.GotoAsync(new Uri(app.Address, $"/desk/all/{passed.ConversationId}").ToString());
        await sari.Page.GetByTestId("reopen").ClickAsync();
        await passed.WaitForSentenceAsync("Reopened", "Sari");
        await ResolveAsync(sari);

        // Refused by Meta once: marked, sent again, and there once.
        var refused = await day.IdOfAsync(day.Numbers[0]);
        graph.Mood = body => ((string?)body["text"]?["body"] == "Baik Kak, ditolak dulu" ? GraphMood.Refuse : GraphMood.Good, 131026);
        await TakeAsync(app, ani, refused);
        await ani.Page.GetByTestId("reply").FillAsync("Baik Kak, ditolak dulu");
        await ani.Page.GetByTestId("reply-send").ClickAsync();
        await Assertions.Expect(ani.Page.GetByTestId("failed-mark")).ToBeVisibleAsync();
        graph.Mood = _ => (GraphMood.Good, 0);
        await ani.Page.GetByTestId("retry").ClickAsync();
        await Assertions.Expect(ani.Page.GetByTestId("failed-mark")).ToHaveCountAsync(0);
        await ResolveAsync(ani);

        await WorkOffAsync(app, team);
        // What was promised comes back to who promised it.
        await LeapAsync(app, day.Morning.AddHours(1.1));
        await RangAsync(winner, "Due");
        await winner.Page.GotoAsync(new Uri(app.Address, $"/desk/mine/{contested}").ToString());
        await Assertions.Expect(winner.Page.GetByTestId("put-off")).ToContainTextAsync("kirim nomor resi 📦");
        await winner.Page.GetByTestId("reply").FillAsync("Nomor resinya JX123 ya Kak");
        await winner.Page.GetByTestId("reply-send").ClickAsync();
        await promised.WaitForTextAsync("JX123");
        await winner.Page.GetByTestId("put-off").GetByTestId("follow-up-done").ClickAsync();
        await ResolveAsync(winner);

        // After lunch, and after closing time: who writes then is told when people are back, and is answered the next morning.
        await day.WriteAsync(web: 14, whatsApp: 6);
        await WorkOffAsync(app, team);
        await LeapAsync(app, day.Morning.AddHours(10));
        await day.WriteAsync(web: 6, whatsApp: 4);
        await day.Web[^1].WaitForSentenceAsync("QueuedClosed");
        await LeapAsync(app, day.Morning.AddHours(22.5));
        foreach (var window in team)
            await Assertions.Expect(window.Page.GetByTestId("waiting-count").First).ToHaveTextAsync("10");
        await WorkOffAsync(app, team);

        await day.AnsweredOnceAsync();
        foreach (var window in team)
            window.IsClean(app.Address);
    }

    private static async Task<CxBotApp> StartAsync(PostgresServer? server, FakeGraph graph)
    {
        // The clock leaps, and nobody is signed out by that.
        var settings = new Dictionary<string, string?>(graph.Settings)
        {
            ["Desk:SessionLasts"] = "3.00:00:00",
            ["Handover:AgentGoneAfter"] = "2.00:00:00",
        };
        foreach (var weekday in Enum.GetNames<DayOfWeek>())
            settings[$"Handover:Hours:{weekday}"] = "08:00-17:00";
        if (server is not null)
            (settings["Storage:Provider"], settings["Storage:ConnectionString"]) = ("Postgres", server.ConnectionString);
        var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), settings);
        // Ten in the morning in Jakarta, tomorrow.
        app.Time.Set(new DateTimeOffset(app.Time.GetUtcNow().UtcDateTime.Date.AddDays(1).AddHours(3), TimeSpan.Zero));
        await SharedReplies.AddAsync(app, ("cek", Canned));
        return app;
    }

    private static async Task OpenAsync(CxBotApp app, Window window, ConversationId conversation)
    {
        await window.Page.GotoAsync(new Uri(app.Address, $"/desk/queue/{conversation}").ToString());
        await Assertions.Expect(window.Page.GetByTestId("take")).ToBeEnabledAsync();
    }

    private static async Task TakeAsync(CxBotApp app, Window window, ConversationId conversation)
    {
        await OpenAsync(app, window, conversation);
        await window.Page.GetByTestId("take").ClickAsync();
        await Assertions.Expect(window.Page.GetByTestId("resolve")).ToBeVisibleAsync();
    }

    /// <summary>A press right away: nothing waits for the button to come to rest, and it may be gone by then.</summary>
    private static Task PressTakeAsync(Window window) =>
        window.Page.EvaluateAsync("() => document.querySelector('[data-testid=take]')?.click()");

    private static async Task AnswerAsync(Window window)
    {
        var reply = window.Page.GetByTestId("reply");
        await reply.FocusAsync();
        await window.Page.Keyboard.TypeAsync("/cek");
        await window.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(reply).ToHaveValueAsync(Canned);
        await window.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(reply).ToHaveValueAsync("");
    }

    private static async Task ResolveAsync(Window window)
    {
        await window.Page.GetByTestId("resolve").ClickAsync();
        await window.Page.GetByTestId("resolve-confirm").ClickAsync();
        await Assertions.Expect(window.Page.GetByTestId("reopen")).ToBeVisibleAsync();
    }

    /// <summary>The clock leaps, and everybody is still at the desk.</summary>
    private static async Task LeapAsync(CxBotApp app, DateTimeOffset to)
    {
        await app.Services.GetRequiredService<Writer>().RunAsync(
            (db, token) => db.Users.ExecuteUpdateAsync(set => set.SetProperty(a => a.LastSeenAt, to), token), Token);
        app.Time.Set(to);
    }

    /// <summary>All that wait are taken, answered and resolved by the three at once.</summary>
    private static async Task WorkOffAsync(CxBotApp app, Window[] team)
    {
        var waiting = await app.ReadAsync(db => db.Conversations.Where(c => c.Status == ConversationStatus.WaitingForAgent)
            .OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(Token));
        await Task.WhenAll(team.Select(async (window, at) =>
        {
            foreach (var conversation in waiting.Where((_, number) => number % team.Length == at))
            {
                await TakeAsync(app, window, conversation);
                await AnswerAsync(window);
                await ResolveAsync(window);
            }
        }));
        foreach (var window in team)
            await Assertions.Expect(window.Page.GetByTestId("waiting-count").First).ToHaveTextAsync("0");
    }

    private static Task RangAsync(Window window, string cause) => Eventually.TrueAsync(
        () => window.Page.EvaluateAsync<bool>(
            "cause => (document.documentElement.dataset.rang ?? '').split(' ').includes(cause)", cause), $"the desk to ring for {cause}",
        seconds: 60);

    /// <summary>The customers of the day.</summary>
    private sealed class Day(CxBotApp app, FakeGraph graph) : IAsyncDisposable
    {
        private readonly List<DirectLineCustomer> _web = [];
        private readonly List<WhatsAppCustomer> _numbers = [];

        public IReadOnlyList<DirectLineCustomer> Web => _web;

        public IReadOnlyList<WhatsAppCustomer> Numbers => _numbers;

        /// <summary>Ten in the morning.</summary>
        public DateTimeOffset Morning { get; } = new(app.Time.GetUtcNow().UtcDateTime.Date.AddHours(3), TimeSpan.Zero);

        /// <summary>So many write, and wait for a person.</summary>
        public async Task WriteAsync(int web, int whatsApp)
        {
            for (var more = 0; more < web; more++)
            {
                var customer = await DirectLineCustomer.StartAsync(app);
                _web.Add(customer);
                await customer.SayAsync($"pesanan INV-{10_000 + _web.Count} belum sampai, mau bicara dengan CS");
            }
            for (var more = 0; more < whatsApp; more++)
            {
                var customer = new WhatsAppCustomer(app.Address, $"62812{1_000_000 + _numbers.Count}", name: $"Pelanggan {_numbers.Count}");
                _numbers.Add(customer);
                await customer.SayAsync($"pesanan INV-{20_000 + _numbers.Count} belum sampai, mau bicara dengan CS",
                    at: app.Time.GetUtcNow());
            }
            await Eventually.TrueAsync(() => app.ReadAsync(async db =>
                    await db.Conversations.CountAsync(c => c.Status == ConversationStatus.WaitingForAgent, Token) == web + whatsApp),
                "all to wait");
        }

        public Task<ConversationId> IdOfAsync(WhatsAppCustomer customer) => app.ReadAsync(db => (
            from m in db.Messages
            where m.Role == MessageRole.Customer && m.Text.Contains($"INV-{20_001 + _numbers.IndexOf(customer)}")
            select m.ConversationId).SingleAsync(Token));

        /// <summary>Each of the sixty has read one agent's answer once, and nobody waits.</summary>
        public async Task AnsweredOnceAsync()
        {
            Assert.Equal((40, 20), (_web.Count, _numbers.Count));
            foreach (var customer in _web)
            {
                await customer.WaitForTextAsync(Canned);
                Assert.Single(customer.Replies, said => DirectLineCustomer.Text(said) == Canned);
            }
            await Eventually.TrueAsync(() => Task.FromResult(_numbers.All(n => graph.Taken.Any(IsAnswerTo(n)))),
                "all on WhatsApp to have it");
            Assert.All(_numbers, number => Assert.Single(graph.Taken, IsAnswerTo(number).Invoke));
            var states = await app.ReadAsync(db => db.Conversations.Select(c => c.Status).ToListAsync(Token));
            Assert.Equal(60, states.Count);
            Assert.All(states, state => Assert.Equal(ConversationStatus.Resolved, state));
            Assert.Equal(0, await app.ReadAsync(db => db.Conversations.CountAsync(c => c.CoveredSequence < c.LastCustomerSequence, Token)));
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var customer in _web)
                await customer.DisposeAsync();
        }

        private static Func<GraphMessage, bool> IsAnswerTo(WhatsAppCustomer customer) =>
            message => message.To == $"+{customer.Phone}" && (message.Text is Canned or "Baik Kak, ditolak dulu");
    }
}
