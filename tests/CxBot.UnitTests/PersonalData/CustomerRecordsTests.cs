using CxBot.Agents;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Language;
using CxBot.PersonalData;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.PersonalData;

/// <summary>What agents write down of customers, and customers whom they make one.</summary>
public sealed class CustomerRecordsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    private readonly AgentServicesFixture _services = new();
    private Agent _sari = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _services.MigratedAsync();
        await Get<Writer>().StartAsync(Token);
        _sari = (await _services.Accounts.CreateAsync(
            AuditActor.CommandLine, "sari@example.test", "Sari", AgentRoles.Agent, "kuda baterai benar", Token)).Agent!;
    }

    public async ValueTask DisposeAsync()
    {
        await Get<Writer>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task An_edit_is_stored_once_for_the_version_that_was_read_and_the_log_has_no_values()
    {
        await _services.GiveAsync(new("c"), _sari);
        var customer = await CustomerOfAsync("c");
        var edit = new CustomerEdit("Budi Zebra", "0812-3456-7890", "zebra@contoh.id", "en", "suka zebra", [new("Hewan", "zebra")]);
        Assert.Null((await SaveAsync(customer, edit)).Problem);
        Assert.Equal(CustomerSaveProblem.ChangedMeanwhile, (await SaveAsync(customer, edit with { Name = "Ani" })).Problem);
        var now = await CustomerOfAsync("c");
        Assert.Equal(("Budi Zebra", "+6281234567890", "zebra@contoh.id", "en", "suka zebra", 1),
            (now.Name, now.Phone, now.Email, now.Language, now.Note, now.Version));
        Assert.Equal([new("Hewan", "zebra")], now.Attributes!);
        var wrong = await SaveAsync(now, edit with { Email = "zebra@" });
        Assert.Equal([CustomerEditProblem.EmailInvalid], wrong.Wrong);
        Assert.Null((await SaveAsync(now, edit)).Problem);
        await using var db = _services.Db();
        Assert.Equal("en", await db.Conversations.Select(c => c.Language).SingleAsync(Token));
        var entry = await db.AuditEntries.SingleAsync(e => e.Act == AuditActs.CustomerChanged, Token);
        Assert.Equal(("Sari", customer.Id.ToString(), "203.0.113.7"),
            (entry.ActorName, entry.SubjectId, entry.Address));
        Assert.Equal("name phone email language note attributes", entry.Details!["fields"]);
        Assert.Equal(CustomerSaveProblem.Gone,
            (await Get<CustomerRecords>().SaveAsync(new(999), 0, edit, _sari, null, Token)).Problem);
    }

    [Fact]
    public async Task Two_become_one_as_the_plan_said_and_only_while_both_are_as_it_said()
    {
        await _services.GiveAsync(new("older"), _sari);
        await _services.GiveAsync(new("newer"), _sari);
        var (keep, gone) = (await CustomerOfAsync("older"), await CustomerOfAsync("newer"));
        await SaveAsync(keep, new("Budi", null, null, null, "catatan satu", [new("Ukuran", "L")]));
        await SaveAsync(gone, new("Budi S", "0812-3456-7890", null, "id", "catatan dua", [new("ukuran", "M"), new("Kota", "Solo")]));
        await using (var db = _services.Db())
        {
            db.AddRange(Wish(keep.Id, ConsentWish.Stop, "told", Noon), Wish(gone.Id, ConsentWish.Stop, "told", Noon),
                Wish(gone.Id, ConsentWish.Start, null, Noon.AddHours(1)), Wish(gone.Id, ConsentWish.Stop, null, Noon.AddHours(2)));
            db.CustomerIdentities.Add(new CustomerIdentity { Channel = "web", Kind = "visitor", Value = "v1", CustomerId = gone.Id });
            await db.SaveChangesAsync(Token);
        }
        var merging = Get<CustomerMerging>();
        Assert.Null(await merging.PlanAsync(keep.Id, keep.Id, Token));
        Assert.Null(await merging.PlanAsync(keep.Id, new(999), Token));
        var plan = (await merging.PlanAsync(gone.Id, keep.Id, Token))!;
        Assert.Equal((keep.Id, gone.Id, 1, 3, false),
            (plan.Keep.Id, plan.Gone.Id, plan.Identities.Count, plan.Consents, plan.AreProvenOthers));
        Assert.Equal([new("web", 1)], plan.Channels);
        Assert.Equal(("Budi", "+6281234567890", "catatan satu\n\ncatatan dua"), (plan.Joined.Name, plan.Joined.Phone, plan.Joined.Note));
        Assert.Equal([new("Ukuran", "L"), new("Kota", "Solo")], plan.Joined.Attributes!);

        // Somebody changes one of them meanwhile: nothing happens.
        await SaveAsync(await CustomerOfAsync("newer"), new("Budi Santoso", "0812-3456-7890", null, "id", null, []));
        Assert.False(await merging.MergeAsync(plan, _sari, null, Token));
        Assert.NotEqual((await CustomerOfAsync("older")).Id, (await CustomerOfAsync("newer")).Id);

        plan = (await merging.PlanAsync(keep.Id, gone.Id, Token))!;
        // Pressed twice: once.
        Assert.Equal([false, true], (await Task.WhenAll(merging.MergeAsync(plan, _sari, "203.0.113.7", Token),
            merging.MergeAsync(plan, _sari, "203.0.113.7", Token))).Order());
        var joined = await CustomerOfAsync("newer");
        Assert.Equal((keep.Id, "Budi", "catatan satu", "id"), (joined.Id, joined.Name, joined.Note, joined.Language));
        Assert.Equal(keep.Id, (await CustomerOfAsync("older")).Id);
        await using var after = _services.Db();
        Assert.Equal(3, await after.ConsentChanges.CountAsync(c => c.CustomerId == keep.Id, Token));
        Assert.Equal(2, await after.Conversations.CountAsync(c => c.StoppedAt == Noon.AddHours(2), Token));
        Assert.Equal(keep.Id, await after.CustomerIdentities.Where(i => i.Value == "v1").Select(i => i.CustomerId).SingleAsync(Token));
        Assert.False(await after.Customers.AnyAsync(c => c.Id == gone.Id, Token));
        var entry = await after.AuditEntries.SingleAsync(e => e.Act == AuditActs.CustomersMerged, Token);
        Assert.Equal(gone.Id.ToString(), entry.Details!["merged"]);
    }

    [Fact]
    public async Task Whom_the_shop_has_named_as_two_and_who_stands_for_the_erased_are_never_merged()
    {
        await _services.GiveAsync(new("a"), _sari);
        await _services.GiveAsync(new("b"), _sari);
        var (one, other) = (await CustomerOfAsync("a"), await CustomerOfAsync("b"));
        await using (var db = _services.Db())
        {
            db.AddRange(Subject(one.Id, "s1"), Subject(other.Id, "s2"));
            var erased = new Customer { CreatedAt = Noon };
            erased.Identities.Add(new CustomerIdentity { Channel = "none", Kind = "erased", Value = "everyone" });
            db.Customers.Add(erased);
            await db.SaveChangesAsync(Token);
            Assert.Null(await Get<CustomerMerging>().PlanAsync(one.Id, erased.Id, Token));
            Assert.Equal(CustomerSaveProblem.Gone, (await SaveAsync(erased, new("x", null, null, null, null, []))).Problem);
        }
        var plan = (await Get<CustomerMerging>().PlanAsync(one.Id, other.Id, Token))!;
        Assert.True(plan.AreProvenOthers);
        Assert.False(await Get<CustomerMerging>().MergeAsync(plan, _sari, null, Token));
        Assert.NotEqual((await CustomerOfAsync("a")).Id, (await CustomerOfAsync("b")).Id);

        static CustomerIdentity Subject(CustomerId customer, string value) =>
            new() { Channel = "web", Kind = CustomerAddress.SubjectKind, Value = value, CustomerId = customer };
    }

    [Theory]
    [InlineData("BUDI santoso", true)]
    [InlineData("+62 812-3456", true)]
    [InlineData("08123456", true)]
    [InlineData("zebra@", true)]
    [InlineData("b", true)]
    [InlineData("https://desk.test/desk/all/b", true)]
    [InlineData("100%", false)]
    [InlineData("_", false)]
    [InlineData("  ", false)]
    public async Task The_same_person_is_found_by_what_is_known_of_them(string sought, bool found)
    {
        await _services.GiveAsync(new("mine"), _sari);
        await _services.GiveAsync(new("b"), _sari);
        await SaveAsync(await CustomerOfAsync("b"), new("Budi Santoso", "0812-3456-7890", "zebra@contoh.id", null, null, []));
        var hits = await Get<CustomerSearch>().FindAsync(sought, (await CustomerOfAsync("mine")).Id, Token);
        Assert.Equal(found ? [(await CustomerOfAsync("b")).Id] : [], hits.Select(hit => hit.Id));
    }

    private Task<CustomerSaved> SaveAsync(Customer customer, CustomerEdit edit) =>
        Get<CustomerRecords>().SaveAsync(customer.Id, customer.Version, edit, _sari, "203.0.113.7", Token);

    private async Task<Customer> CustomerOfAsync(string conversation)
    {
        await using var db = _services.Db();
        return await db.Conversations.AsNoTracking().Where(c => c.Id == new ConversationId(conversation)).Select(c => c.Customer!)
            .SingleAsync(Token);
    }

    private static ConsentChange Wish(CustomerId customer, ConsentWish wish, string? id, DateTimeOffset at) =>
        new() { CustomerId = customer, Channel = "web", Wish = wish, ProviderId = id, At = at };

    private T Get<T>() where T : notnull => _services.Services.GetRequiredService<T>();
}
