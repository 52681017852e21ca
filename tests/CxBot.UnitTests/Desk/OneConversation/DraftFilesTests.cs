using CxBot.Agents;
using CxBot.Conversations;
using CxBot.Media;
using CxBot.Storage;
using CxBot.Tests.Testing;
using CxBot.Web.Desk.OneConversation.Replying;
using CxBot.Web.Operations;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Desk.OneConversation;

public sealed class DraftFilesTests
{
    private static readonly DateTimeOffset At = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_was_attached_and_not_sent_is_found_by_who_attached_it_where_they_did()
    {
        await using var fixture = await new AgentServicesFixture().MigratedAsync();
        var drafts = await DraftsAsync(fixture);
        await HasFilesAsync(fixture, new("c1"), "a", "b");

        string[] kept = [drafts.Seal("sari", new("c1"), Id("b")), drafts.Seal("sari", new("c1"), Id("a"))];
        Assert.Equal([Id("b"), Id("a")], Ids(await drafts.FindAsync("sari", new("c1"), kept, Token)));
        Assert.Empty(await drafts.FindAsync("budi", new("c1"), kept, Token));
        Assert.Empty(await drafts.FindAsync("sari", new("c2"), kept, Token));
        Assert.Empty(
            await drafts.FindAsync("sari", new("c1"), [Id("a"), $"{Id("a")}.", $"{Id("a")}.{new string('x', 43)}", "", "..", "é.é"],
            Token));
    }

    [Fact]
    public async Task What_was_sent_or_erased_is_no_longer_in_the_draft()
    {
        await using var fixture = await new AgentServicesFixture().MigratedAsync();
        var drafts = await DraftsAsync(fixture);
        await HasFilesAsync(fixture, new("c1"), "a", "b");
        await using (var db = fixture.Db())
        {
            db.Messages.Add(new Message
            {
                ConversationId = new("c1"),
                Channel = "web",
                Sequence = 7,
                Role = MessageRole.Agent,
                Kind = MessageKind.Text,
                AgentId = "sari",
                Text = "",
                At = At.AddMinutes(1),
                Content = new MessageContent.Files([new(Id("a"), "a.png", "image/png", 10)]),
            });
            await db.SaveChangesAsync(Token);
        }

        string[] kept =
            [drafts.Seal("sari", new("c1"), Id("a")), drafts.Seal("sari", new("c1"), Id("b")), drafts.Seal("sari", new("c1"), Id("c"))];
        Assert.Equal([Id("b")], Ids(await drafts.FindAsync("sari", new("c1"), kept, Token)));
    }

    private static async Task<DraftFiles> DraftsAsync(AgentServicesFixture fixture)
    {
        var contexts = fixture.Services.GetRequiredService<IDbContextFactory<CxBotDbContext>>();
        var key = new SigningKey(contexts, fixture.Services.GetRequiredService<IDataProtectionProvider>(),
            Options.Create(new SigningKeyOptions()));
        await key.StartAsync(Token);
        return new DraftFiles(key, contexts);
    }

    private static async Task HasFilesAsync(AgentServicesFixture fixture, ConversationId conversationId, params string[] names)
    {
        await fixture.GiveAsync(conversationId, new Agent { Id = "sari", DisplayName = "Sari" });
        await using var db = fixture.Db();
        db.MediaFiles.AddRange(names.Select(name => new MediaFile
        {
            Id = Id(name),
            ConversationId = conversationId,
            ContentType = "image/png",
            FileName = name + ".png",
            Bytes = 10,
            At = At,
        }));
        await db.SaveChangesAsync(Token);
    }

    private static string Id(string name) => name.PadLeft(32, '0');

    private static IEnumerable<string> Ids(IReadOnlyList<MediaReference> files) => files.Select(file => file.Id);
}
