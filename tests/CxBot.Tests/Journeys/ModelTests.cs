using CxBot.Answering.Wording;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using static CxBot.Tests.Testing.DirectLineCustomer;

namespace CxBot.Tests.Journeys;

/// <summary>With a language model behind the bot, good and bad: the customer gets the answer, and never notices the model.</summary>
public sealed class ModelTests
{
    [Fact]
    public async Task A_written_answer_names_its_article_and_says_that_it_was_written()
    {
        await using var server = await FakeModelServer.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), server.Settings);
        await using var customer = await AnsweredByTheModelAsync(app, "refund saya kok belum masuk ya?");

        var answer = Assert.Single(customer.Replies);
        Assert.Equal("Baik Kak! Dana kembali dalam 3 sampai 14 hari kerja.", Text(answer));
        Assert.Equal("refund-timing", Ours(answer).GetProperty("source").GetProperty("id").GetString());
        var stored = await app.ReadAsync(
            db => db.Messages.SingleAsync(m => m.ConversationId == customer.ConversationId && m.Role == MessageRole.Bot));
        Assert.Equal(WritingOutcome.Written, Writing.Of(stored.Signals));
        Assert.Equal(TurnOutcome.Answered,
            (await app.ReadAsync(db => db.Turns.SingleAsync(t => t.ConversationId == customer.ConversationId))).Outcome);
    }

    [Fact]
    public async Task While_it_is_written_the_checked_sentences_are_shown_as_typing()
    {
        await using var server = await FakeModelServer.StartAsync();
        server.Pause = TimeSpan.FromMilliseconds(40);
        await using var app = await CxBotApp.StartAsync(
            new KnowledgeFiles().Add("refund-timing", "Kapan dana saya kembali?",
                "Dana kembali dalam 3 sampai 14 hari kerja. Cek di menu Pesanan Saya. Hubungi bank setelah itu.", "refund belum masuk"),
            server.Settings);
        await using var customer = await AnsweredByTheModelAsync(app, "refund belum masuk");

        var drafts = customer.Heard.Where(a => Type(a) == "typing" && Ours(a).ValueKind != System.Text.Json.JsonValueKind.Undefined)
            .Select(a => Ours(a).GetProperty("draft").GetString()!).ToList();
        Assert.NotEmpty(drafts);
        var whole = Text(Assert.Single(customer.Replies));
        Assert.All(drafts, draft => Assert.StartsWith(draft, whole, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ModelMood.Broken)]
    [InlineData(ModelMood.Hang)]
    [InlineData(ModelMood.Malformed)]
    [InlineData(ModelMood.CutOff)]
    public async Task Where_the_model_fails_the_article_itself_is_the_answer(ModelMood mood)
    {
        await using var server = await FakeModelServer.StartAsync();
        server.Mood = mood;
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), server.Settings);
        await using var customer = await StartAsync(app);
        await customer.SayAsync("refund saya kok belum masuk ya?");

        await customer.WaitForAnswerAsync("refund-timing");
        Assert.Equal("Dana kembali dalam 3 sampai 14 hari kerja.", Text(Assert.Single(customer.Replies)));
        var (asked, answered) = await app.ReadAsync(
            async db => ((await db.Messages.SingleAsync(m => m.Role == MessageRole.Customer)).At,
                (await db.Messages.SingleAsync(m => m.Role == MessageRole.Bot)).At));
        Assert.InRange(answered - asked, TimeSpan.Zero, TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task What_the_model_invents_is_not_sent()
    {
        await using var server = await FakeModelServer.StartAsync();
        server.Says = FakeModel.Lie;
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), server.Settings);
        await using var customer = await StartAsync(app);
        await customer.SayAsync("refund saya kok belum masuk ya?");
        await customer.WaitForAnswerAsync("refund-timing");
        Assert.DoesNotContain("99", Text(Assert.Single(customer.Replies)), StringComparison.Ordinal);
        var stored = await app.ReadAsync(db => db.Messages.SingleAsync(m => m.Role == MessageRole.Bot));
        Assert.Equal(WritingOutcome.Unsupported, Writing.Of(stored.Signals));
    }

    [Fact]
    public async Task Where_the_model_finds_no_answer_the_case_goes_the_way_of_a_doubtful_one()
    {
        await using var server = await FakeModelServer.StartAsync();
        server.Says = (_, _) => "NOANSWER";
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), server.Settings);
        await using var customer = await StartAsync(app);
        await customer.SayAsync("refund saya kok belum masuk ya?");
        await app.CoveredAsync(customer.ConversationId);
        var turn = await app.ReadAsync(db => db.Turns.SingleAsync());
        Assert.Equal(TurnOutcome.Clarified, turn.Outcome);
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task A_wish_for_a_person_and_a_delicate_matter_never_reach_the_model()
    {
        await using var server = await FakeModelServer.StartAsync();
        server.Says = (_, _) => "Tidak perlu agen. [1]";
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), server.Settings);
        foreach (var (said, reason) in (ValueTuple<string,
            HandoverReason>[])[("mau ngomong sama CS dong, refund belum masuk", HandoverReason.CustomerAsked),
                ("akun saya diretas", HandoverReason.SensitiveTopic)])
        {
            await using var customer = await StartAsync(app);
            await customer.SayAsync(said);
            await app.CoveredAsync(customer.ConversationId);
            var handover = await app.ReadAsync(db => db.Handovers.SingleAsync(h => h.ConversationId == customer.ConversationId));
            Assert.Equal(reason, handover.Reason);
        }
        Assert.Empty(server.Calls);
    }

    [Fact]
    public async Task A_half_configured_model_refuses_to_start_and_names_the_setting()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(async () =>
            await CxBotApp.StartAsync(
                KnowledgeFiles.Shop(), new() { ["Answering:Model:Provider"] = "OpenAI", ["Answering:Model:ApiKey"] = "sk-secret" }));
        Assert.Contains("Answering:Model:Deployment is missing", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-secret", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>On a machine under load the first answers may come too late for the model, and are the article itself.</summary>
    private static async Task<DirectLineCustomer> AnsweredByTheModelAsync(CxBotApp app, string question)
    {
        for (var tries = 0; ; tries++)
        {
            var customer = await StartAsync(app);
            await customer.SayAsync(question);
            var answer = await customer.WaitForAnswerAsync("refund-timing");
            if (Text(answer).StartsWith("Baik Kak!", StringComparison.Ordinal) || tries == 5)
                return customer;
            await customer.DisposeAsync();
        }
    }
}
