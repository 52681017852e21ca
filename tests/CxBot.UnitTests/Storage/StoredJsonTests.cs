using System.Text.Json;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Evaluation.Questions;
using CxBot.Handover;
using CxBot.PersonalData;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Storage;

/// <summary>What stands in databases keeps its letters: the samples in <c>stored/</c> were written before the types behind them
/// changed.</summary>
public sealed class StoredJsonTests
{
    private static readonly JsonSerializerOptions Exported = new(ExportedJson.Options) { WriteIndented = false };

    public static TheoryData<string> Contents => [.. Lines("content.jsonl")];

    [Theory]
    [MemberData(nameof(Contents))]
    public void What_a_message_carries_is_written_as_it_was_read(string stored) =>
        Assert.Equal(stored, StoredJson.Write(StoredJson.Read<MessageContent>(stored)));

    [Theory]
    [InlineData("{}", typeof(MessageContent.Words))]
    [InlineData("""{"replyTo":{"providerId":"wamid.3","sequence":4},"replaces":4}""", typeof(MessageContent.Words))]
    [InlineData("""{"choices":[{"title":"Bukan ini"}]}""", typeof(MessageContent.Offer))]
    [InlineData("""{"choices":[{"title":"Tim"}],"source":{"id":"a","title":"A"}}""", typeof(MessageContent.Answer))]
    [InlineData("""{"handover":{"handover":17,"state":"withBot","reason":"angry"}}""", typeof(MessageContent.Notice))]
    [InlineData("""{"attachments":[{"id":"f","fileName":"a","contentType":"image/png","bytes":3}]}""", typeof(MessageContent.Files))]
    [InlineData("""{"attachments":[{"id":"f","fileName":"a","contentType":"image/png","bytes":3}],"shared":{"lines":[]}}""",
        typeof(MessageContent.Shared))]
    [InlineData("""{"template":{"name":"halo","language":"id","header":[],"body":[]}}""", typeof(MessageContent.Template))]
    [InlineData("""{"askPhone":true}""", typeof(MessageContent.PhoneRequest))]
    [InlineData("""{"eventName":"cxbot/page"}""", typeof(MessageContent.Report))]
    public void What_a_message_carries_is_read_as_one_kind(string stored, Type kind) =>
        Assert.IsType(kind, StoredJson.Read<MessageContent>(stored));

    [Fact]
    public void An_answer_that_was_stored_before_parts_were_shown_is_shown_whole()
    {
        var before = (MessageContent.Answer)StoredJson.Read<MessageContent>("""{"source":{"id":"a","title":"A"}}""");
        Assert.Null(before.Cut("Satu.\n\nDua."));
        var now = StoredJson.Read<MessageContent>("""{"source":{"id":"a","title":"A"},"lead":5}""");
        Assert.Equal(("Satu.", "Dua."), ((MessageContent.Answer)now).Cut("Satu.\n\nDua."));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(5)]
    [InlineData(99)]
    public void A_part_without_a_rest_is_the_whole(int lead) =>
        Assert.Null(new MessageContent.Answer(new SourceArticle(new("a"), "A")) { Lead = lead }.Cut("Satu.\n\n"));

    [Fact]
    public void A_brief_is_written_as_it_was_read() =>
        Assert.All(Lines("briefs.jsonl"), stored => Assert.Equal(stored, StoredJson.Write(StoredJson.Read<HandoverBrief>(stored))));

    [Fact]
    public void An_explanation_is_written_as_it_was_read() =>
        Assert.All(Lines("explanations.jsonl"), stored => Assert.Equal(stored, StoredJson.Write(StoredJson.Read<Explanation>(stored))));

    [Fact]
    public void Evaluated_questions_are_packed_as_they_were()
    {
        var unpacked = EvaluatedQuestion.Unpack(Convert.FromBase64String(Lines("evaluated.gz.base64")[0]));
        Assert.Equal(Lines("evaluated.json")[0], JsonSerializer.Serialize(unpacked, JsonSerializerOptions.Web));
        Assert.Equal(unpacked.Select(q => q.Prediction),
            EvaluatedQuestion.Unpack(EvaluatedQuestion.Pack(unpacked)).Select(q => q.Prediction));
    }

    [Fact]
    public void An_export_says_it_in_the_same_words()
    {
        Assert.Equal(Lines("content-exported.jsonl"),
            Lines("content.jsonl").Take(Lines("content-exported.jsonl").Count).Select(Export<MessageContent>));
        Assert.Equal(Lines("briefs-exported.jsonl"), Lines("briefs.jsonl").Select(Export<HandoverBrief>));
        Assert.Equal(Lines("explanations-exported.jsonl")[0], Export<Explanation>(Lines("explanations.jsonl")[2]));
    }

    [Fact]
    public async Task The_columns_hold_it_letter_by_letter()
    {
        await using var database = new TestDatabase();
        await database.StartAsync();
        await using var db = database.Factory.CreateDbContext();
        db.Conversations.Add(new Conversation { Id = new("c"), Channel = "web", Customer = new Customer() });
        var sequence = 0;
        foreach (var stored in Lines("content.jsonl"))
        {
            db.Messages.Add(new Message
            {
                ConversationId = new("c"),
                Sequence = ++sequence,
                Role = MessageRole.Bot,
                Text = "x",
                Channel = "web",
                Content = StoredJson.Read<MessageContent>(stored),
            });
        }
        await db.SaveChangesAsync(Token);
        var columns = await db.Database.SqlQuery<string>($"SELECT \"Content\" AS \"Value\" FROM \"Messages\" ORDER BY \"Sequence\"")
            .ToListAsync(Token);
        Assert.Equal(Lines("content.jsonl"), columns);
        db.ChangeTracker.Clear();
        Assert.Equal(Lines("content.jsonl"),
            (await db.Messages.OrderBy(m => m.Sequence).Select(m => m.Content).ToListAsync(Token)).Select(StoredJson.Write));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Export<T>(string stored) => JsonSerializer.Serialize(StoredJson.Read<T>(stored), Exported);

    private static IReadOnlyList<string> Lines(string name) =>
        File.ReadAllLines(Path.Combine(Repository.Folder("tests/CxBot.UnitTests/Storage/stored"), name));
}
