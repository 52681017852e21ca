using CxBot.Language;
using CxBot.Tests.Testing;
using CxBot.Turns;

namespace CxBot.Tests.Answering;

public sealed class FaqAnswererTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_answer_says_what_it_was_judged_by()
    {
        Fill(5);
        var (answerer, knowledge) = await Articles.AnswererAsync(_folder.Path, Ct);
        using var _ = knowledge;

        var answer = await answerer.AnswerAsync("dana refund sy blm masuk", null, Ct);

        Assert.Equal("refund", answer.Candidates[0].Article.Id.Value);
        Assert.Equal("refund belum masuk", answer.Candidates[0].WayToAsk);
        Assert.Equal("id", answer.Language);
        Assert.InRange(answer.Confidence.Probability, 0.3, 1);
        Assert.Contains("margin", answer.Confidence.Signals.Keys);
        Assert.Equal(answer.Candidates.Count, answer.Candidates.Select(c => c.Article.Id).Distinct().Count());
    }

    [Fact]
    public async Task The_owners_own_words_are_answered_with_certainty()
    {
        Fill(5);
        var (answerer, knowledge) = await Articles.AnswererAsync(_folder.Path, Ct);
        using var _ = knowledge;

        Assert.True((await answerer.AnswerAsync("Kenapa voucher tidak bisa dipakai?", null, Ct)).Confidence.Probability >= 0.97);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_tiny_folder_answers_its_own_and_doubts_the_rest(int articles)
    {
        Fill(articles, ways: 1);
        var (answerer, knowledge) = await Articles.AnswererAsync(_folder.Path, Ct);
        using var _ = knowledge;

        var foreign = await answerer.AnswerAsync("siapa presiden indonesia", null, Ct);
        var own = await answerer.AnswerAsync("kapan dana saya kembali", null, Ct);

        Assert.True(foreign.Confidence.Probability < 0.2, $"{foreign.Confidence.Probability}");
        Assert.Equal(articles > 0, own.Confidence.Probability > 0.9);
    }

    [Theory]
    [InlineData("kode promo saya gagal", "voucher")]
    [InlineData("paket saya sampai mana ya", "lacak")]
    [InlineData("lupa password nih kak", "sandi")]
    [InlineData("resep nasi goreng dong", null)]
    [InlineData("berapa gaji kurir", null)]
    public async Task A_first_folder_of_four_articles_is_clever_already(string question, string? article)
    {
        Fill(4);
        var (answerer, knowledge) = await Articles.AnswererAsync(_folder.Path, Ct, "BuiltIn");
        using var _ = knowledge;

        var decision = HandoverPolicy.Decide(
            Utterance.Read(question, null), await answerer.AnswerAsync(question, null, Ct), PolicyContext.Fresh);

        Assert.Equal(article, (decision as Decision.GiveAnswer)?.Candidate.Article.Id.Value);
    }

    [Fact]
    public async Task No_text_makes_it_throw_or_sure()
    {
        Fill(5);
        var (answerer, knowledge) = await Articles.AnswererAsync(_folder.Path, Ct);
        using var _ = knowledge;
        string[] own = ["", "\0\0", "\ud800\udc00\ud800", "\u200b", new string('a', 8_000),
            string.Concat(Enumerable.Repeat("acak kata ", 800)), "👍👍", "مرحبا", "' OR 1=1 --"];
        var naughty = await File.ReadAllLinesAsync(Directory.GetFiles(Repository.Shared("hostile/strings"), "*.txt")[0], Ct);

        var sure = 0;
        foreach (var text in own.Concat(naughty))
        {
            var utterance = Utterance.Read(text, null);
            var answer = await answerer.AnswerAsync(text, null, Ct);
            Assert.InRange(answer.Confidence.Probability, 0, 1);
            sure += HandoverPolicy.Decide(utterance, answer, PolicyContext.Fresh) is Decision.GiveAnswer ? 1 : 0;
        }

        Assert.True(sure <= (own.Length + naughty.Length) / 50, $"{sure} wrong answers");
    }

    [Fact]
    public async Task Every_hostile_prompt_is_read_without_a_throw()
    {
        Fill(5);
        var (answerer, knowledge) = await Articles.AnswererAsync(_folder.Path, Ct);
        using var _ = knowledge;
        foreach (var folder in new[] { "hostile/prompt-injection", "hostile/xss", "hostile/sqli" })
            foreach (var file in Directory.GetFiles(Repository.Shared(folder)))
                foreach (var text in (await File.ReadAllLinesAsync(file, Ct)).Take(100))
                {
                    Assert.NotNull(Utterance.Read(text, null));
                    Assert.InRange((await answerer.AnswerAsync(text, null, Ct)).Confidence.Probability, 0, 1);
                }
    }

    private void Fill(int articles, int ways = 9)
    {
        foreach (var article in Articles.Shop().Where(a => a.Language == "id").Take(articles))
            _folder.Write(article.File, Articles.File(article.Title, [.. article.WaysToAsk.Skip(1).Take(ways - 1)]));
    }
}
