using CxBot.Customers;
using CxBot.Tests.Testing;
using CxBot.Web.Channels.WhatsApp;

namespace CxBot.Tests.Customers;

public sealed class KnownCustomersTests : IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private int _conversations;

    public async ValueTask InitializeAsync() => await _database.StartAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task The_lasting_id_comes_first_then_the_phone_then_somebody_new()
    {
        var byPhone = await FindAsync(null, "628111");
        Assert.True(byPhone.New);
        var both = await FindAsync("ID.1", "628111");
        Assert.Equal((byPhone.CustomerId, byPhone.ConversationId, false), (both.CustomerId, both.ConversationId, both.New));
        Assert.Equal(both.CustomerId, (await FindAsync("ID.1", null)).CustomerId);
        Assert.Equal(both.CustomerId, (await FindAsync("ID.1", "628999")).CustomerId);
        Assert.NotEqual(both.CustomerId, (await FindAsync("ID.2", null)).CustomerId);
    }

    [Fact]
    public async Task Two_who_exist_are_never_merged()
    {
        var byId = await FindAsync("ID.1", null);
        var byPhone = await FindAsync(null, "628111");
        Assert.Equal(byId.CustomerId, (await FindAsync("ID.1", "628111")).CustomerId);
        Assert.Equal(byPhone.CustomerId, (await FindAsync(null, "628111")).CustomerId);
    }

    [Fact]
    public async Task A_number_that_passed_on_is_not_its_former_owner()
    {
        var first = await FindAsync("ID.1", "628111");
        var second = await FindAsync("ID.2", "628111");
        Assert.NotEqual(first.CustomerId, second.CustomerId);
        Assert.Equal(second.CustomerId, (await FindAsync(null, "628111")).CustomerId);
        Assert.Equal(first.CustomerId, (await FindAsync("ID.1", null)).CustomerId);
    }

    [Fact]
    public async Task Who_moves_keeps_the_conversation_and_the_old_number_recognises_nobody()
    {
        var before = await FindAsync("ID.1", "628111");
        Assert.Equal(before.ConversationId, await MoveAsync(Person("ID.1", "628111"), Person("ID.2", "628222")));
        Assert.Equal(before.ConversationId, (await FindAsync(null, "628222")).ConversationId);
        Assert.Equal(before.ConversationId, (await FindAsync("ID.2", null)).ConversationId);
        // What was long on its way still names the old number, and changes nothing.
        var late = await FindAsync("ID.1", "628111");
        Assert.Equal((before.ConversationId, true), (late.ConversationId, late.Former));
        Assert.NotEqual(before.ConversationId, (await FindAsync(null, "628111")).ConversationId);
        Assert.Null(await MoveAsync(Person(null, "628777"), Person(null, "628888")));
    }

    [Fact]
    public async Task Moving_onto_somebody_elses_number_leaves_them_what_is_theirs()
    {
        var mover = await FindAsync("ID.1", "628111");
        var other = await FindAsync("ID.9", "628222");
        await MoveAsync(Person("ID.1", "628111"), Person("ID.2", "628222"));
        Assert.Equal(other.CustomerId, (await FindAsync("ID.9", null)).CustomerId);
        Assert.Equal(mover.CustomerId, (await FindAsync("ID.2", null)).CustomerId);
    }

    private static PersonOnChannel Person(string? id, string? phone) => new(WhatsAppChannel.Key, id, phone);

    private Task<FoundCustomer> FindAsync(string? id, string? phone) => _database.Writer.RunAsync((db, token) =>
        KnownCustomers.FindOrAddAsync(db, Person(id, phone), "Budi", new($"wa-{_conversations++}"), DateTimeOffset.UnixEpoch, token),
        TestContext.Current.CancellationToken);

    private Task<ConversationId?> MoveAsync(PersonOnChannel from, PersonOnChannel to) =>
        _database.Writer.RunAsync((db, token) => KnownCustomers.MoveAsync(db, new(from, to), token), TestContext.Current.CancellationToken);
}
