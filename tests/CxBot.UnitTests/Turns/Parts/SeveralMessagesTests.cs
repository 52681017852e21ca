using System.Text.Json;
using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Tests.Answering;
using CxBot.Tests.Testing;
using CxBot.Turns;
using CxBot.Turns.Planning;
using CxBot.Web.Channels.DirectLine;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxBot.Tests.Turns.Parts;

/// <summary>Messages with several questions, and messages that only look so, over the demo shop's own articles. They were written before
/// anything was tuned, and nothing is tuned on them.</summary>
public sealed class SeveralMessagesTests(DemoKnowledgeTests.Demo demo, ITestOutputHelper output) : IClassFixture<DemoKnowledgeTests.Demo>
{
    private const int Right = 70;
    private const int Split = 3;

    [Fact]
    public async Task Of_several_questions_each_is_answered_or_asked_back()
    {
        var (answered, askedBack, wrong) = (0, 0, new List<string>());
        foreach (var message in Messages("several.jsonl"))
        {
            var (given, open) = Said(await DecideAsync(message.Text));
            var left = message.Articles.Except(given).ToList();
            var isAsked = left.Count == open.Count && left.All(article => open.Any(o => o.Contains(article)));
            if (!given.IsSubsetOf(message.Articles) || !isAsked)
                wrong.Add($"{message.Text} => {string.Join(", ", given)}; {open.Count} open: {string.Join(", ", open.SelectMany(o => o))}");
            else if (left.Count == 0)
                answered++;
            else
                askedBack++;
        }

        output.WriteLine($"answered {answered}, asked back {askedBack}, wrong {wrong.Count}:\n{string.Join('\n', wrong)}");
        Assert.True(answered + askedBack >= Right, $"Only {answered} answered and {askedBack} asked back rightly.");
    }

    [Fact]
    public async Task One_question_with_a_joint_in_it_is_not_split()
    {
        var split = new List<string>();
        foreach (var message in Messages("several-single.jsonl"))
            if ((await DecideAsync(message.Text)).Parts.Count > 0)
                split.Add(message.Text);

        output.WriteLine(string.Join('\n', split));
        Assert.True(split.Count <= Split, string.Join('\n', split));
    }

    [Fact]
    public async Task What_must_go_to_a_person_goes_there_after_the_other_is_answered()
    {
        var decision = await DecideAsync("mau minta data pribadi saya dihapus, dan cs buka jam berapa");

        var handOver = Assert.IsType<Decision.HandOver>(decision.Decision);
        Assert.Equal(HandoverReason.Article, handOver.Reason);
        Assert.Equal("personal-data-deletion", handOver.Say?.Article.Id.Value);
        Assert.Equal(["contact-hours"], handOver.First.Select(c => c.Article.Id.Value));
        Assert.Equal("personal-data-deletion", decision.Best?.Article.Id.Value);
        Assert.Equal("personal-data-deletion", decision.Answer?.Candidates[0].Article.Id.Value);
    }

    [Theory]
    [InlineData("bisa cod ga? sama tolong sambungin ke cs dong", HandoverReason.CustomerAsked)]
    [InlineData("akun saya dibajak, sama ongkir ke solo brp", HandoverReason.SensitiveTopic)]
    [InlineData("ongkir ke bali brp? scam kalian, balikin duit gue", HandoverReason.Angry)]
    public async Task A_person_a_delicate_matter_and_anger_win_over_everything(string text, HandoverReason reason) =>
        Assert.Equal(reason, Assert.IsType<Decision.HandOver>((await DecideAsync(text)).Decision).Reason);

    [Fact]
    public async Task What_nothing_answers_is_said_beside_the_answer()
    {
        var given = Assert.IsType<Decision.GiveAnswer>((await DecideAsync("bisa cod ga? kalian jual laptop gaming gak?")).Decision);

        Assert.Equal("pay-cod", given.Candidate.Article.Id.Value);
        Assert.Equal(("kalian jual laptop gaming gak", 0), (Assert.Single(given.Open).Text, given.Open[0].Choices.Count));
        Assert.True(given.IsDoubt);
    }

    /// <summary>What was asked before and answered is not asked again by the words that lean on it.</summary>
    [Theory]
    [InlineData(nameof(TurnText.Rest))]
    [InlineData(nameof(TurnText.FollowUp))]
    public async Task What_was_answered_is_not_a_question_any_more(string tried) =>
        Assert.Empty((await DecideAsync("bisa cod ga?\nongkir ke bali brp\nyang itu", Enum.Parse<TurnText>(tried))).Parts);

    private async Task<TurnDecision> DecideAsync(string text, TurnText tried = TurnText.First)
    {
        var decider = new TurnDecider(demo.Answerer, demo.Knowledge, new Starters(demo.Answerer, demo.Knowledge, StarterQuestions.None),
            NullLogger<TurnDecider>.Instance);
        var message = HeardMessage.AsWritten(new Message
        {
            ConversationId = new("c"),
            Channel = WebChannel.Key,
            Role = MessageRole.Customer,
            Text = text,
            Content = MessageContent.Empty,
        });
        return await decider.DecideAsync(
            new Attempt(tried, [message]), new TurnState(0, null, null, null), TestContext.Current.CancellationToken);
    }

    private static (HashSet<string> Given, List<HashSet<string>> Open) Said(TurnDecision decision) => decision.Decision switch
    {
        Decision.GiveAnswer given => ([Subject(given.Candidate), .. given.Further.Select(Subject)],
            [.. given.Open.Select(o => o.Choices.Select(Subject).ToHashSet())]),
        _ => ([], []),
    };

    /// <summary>An article and its translation are one subject.</summary>
    private static string Subject(Candidate candidate) =>
        candidate.Article.Id.Value is var id && id.EndsWith("-en", StringComparison.Ordinal) ? id[..^3] : id;

    private static IEnumerable<Asked> Messages(string file) =>
        File.ReadLines(Path.Combine(Repository.Folder("tests/CxBot.Benchmarks/quality"), file))
            .Select(line => JsonSerializer.Deserialize<Asked>(line, JsonSerializerOptions.Web)!);

    private sealed record Asked(string Text, IReadOnlyList<string> Articles);
}
