using CxBot.Knowledge.Encoding;
using CxBot.Knowledge;
using CxBot.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Knowledge;

public sealed class KnowledgeBaseTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _cache = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose()
    {
        _folder.Dispose();
        _cache.Dispose();
    }

    [Fact]
    public async Task A_broken_folder_stops_the_start()
    {
        _folder.Write("a.md", "no front matter");
        using var knowledge = Knowledge();

        await Assert.ThrowsAsync<KnowledgeException>(() => knowledge.LoadAsync(Ct));
    }

    [Fact]
    public async Task An_empty_folder_is_allowed()
    {
        using var knowledge = Knowledge();
        await knowledge.WarmUpAsync(Ct);

        Assert.Empty(knowledge.Current.Articles);
        Assert.False(knowledge.EncoderReady);
    }

    [Fact]
    public async Task An_edited_article_is_seen_once_the_folder_is_quiet()
    {
        _folder.Write("a.md", Articles.File("Lama"));
        using var knowledge = Knowledge();
        await knowledge.LoadAsync(Ct);

        _folder.Write("a.md", Articles.File("Baru"));

        await Eventually.TrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(300));
            return Task.FromResult(knowledge.Current.Articles[0].Title == "Baru");
        }, "the edited article");
    }

    [Fact]
    public async Task A_broken_edit_keeps_the_last_good_articles_and_says_what_is_wrong()
    {
        _folder.Write("a.md", Articles.File("Baik"));
        using var knowledge = Knowledge();
        await knowledge.LoadAsync(Ct);
        var good = knowledge.Current;
        var changes = 0;
        knowledge.Changed += () => changes++;

        _folder.Write("b.md", "---\ntitel: x\n---\n");
        await knowledge.ReloadAsync(Ct);

        Assert.Same(good, knowledge.Current);
        Assert.Contains(knowledge.Problems, p => p is { File: "b.md", Line: 2 });

        _folder.Write("b.md", Articles.File("Betul"));
        await knowledge.ReloadAsync(Ct);

        Assert.Empty(knowledge.Problems);
        Assert.Equal(2, knowledge.Current.Articles.Count);
        Assert.True(changes >= 2);
    }

    [Fact]
    public async Task Questions_are_answered_while_articles_change()
    {
        _folder.Write("a.md", Articles.File("Lacak paket", "paket sampai mana"));
        using var knowledge = Knowledge();
        await knowledge.LoadAsync(Ct);
        var search = new KnowledgeSearch(knowledge);
        using var done = new CancellationTokenSource();
        var asking = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
                Assert.Single((await search.FindAsync(
                    "paket saya mana", 1, _ => CxBot.Knowledge.Ranking.RankMix.Default, Ct)).Ranking.Subjects);
        }, Ct);

        for (var i = 0; i < 10; i++)
        {
            _folder.Write($"{i}.md", Articles.File($"Soal {i}", $"tanya hal {i}"));
            await knowledge.ReloadAsync(Ct);
        }

        await done.CancelAsync();
        await asking;
        Assert.Equal(11, knowledge.Current.Articles.Count);
    }

    [Fact]
    public async Task An_encoder_that_does_not_work_leaves_words_to_decide()
    {
        _folder.Write("a.md", Articles.File("Lacak paket"));
        _folder.Write("model/model.onnx", "not a model");
        _folder.Write("model/vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n");
        using var knowledge = Knowledge(Path.Combine(_folder.Path, "model"));

        await knowledge.WarmUpAsync(Ct);

        Assert.False(knowledge.EncoderReady);
        Assert.Contains("words alone decide", Assert.Single(knowledge.Problems).Message, StringComparison.Ordinal);
        Assert.Single((await new KnowledgeSearch(
            knowledge).FindAsync("lacak", 1, _ => CxBot.Knowledge.Ranking.RankMix.Default, Ct)).Ranking.Subjects);
    }

    [Fact]
    public async Task An_encoder_that_fails_later_is_given_up_while_questions_go_on()
    {
        var model = Path.Combine(_cache.Path, "model");
        TinyEncoder.Write(model, ["paket"], ["kiriman"]);
        _folder.Write("a.md", Articles.File("Lacak paket"));
        using var knowledge = Knowledge(model);
        await knowledge.WarmUpAsync(Ct);
        Assert.True(knowledge.EncoderReady);
        var encoder = knowledge.Encoder!;
        var search = new KnowledgeSearch(knowledge);
        using var done = new CancellationTokenSource();
        var asking = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
                Assert.NotEmpty((await search.FindAsync(
                    "paket saya mana", 1, _ => CxBot.Knowledge.Ranking.RankMix.Default, Ct)).Ranking.Subjects);
        }, Ct)));

        encoder.Dispose();
        _folder.Write("b.md", Articles.File("Paket rusak"));
        await knowledge.ReloadAsync(Ct);
        await done.CancelAsync();
        await asking;

        Assert.Equal(2, knowledge.Current.Articles.Count);
        Assert.False(knowledge.EncoderReady);
        Assert.Contains("words alone decide", Assert.Single(knowledge.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_article_edited_while_a_large_folder_is_read_is_answered_at_once_and_read_before_the_end()
    {
        TinyEncoder.Write(Path.Combine(_cache.Path, "model"), ["paket"], ["kiriman"]);
        for (var i = 0; i < 220; i++)
            _folder.Write($"{i}.md", Articles.File($"Soal {i}", [.. Enumerable.Range(0, 10).Select(w => $"tanya hal {i} cara {w}")]));
        using var knowledge = Knowledge(Path.Combine(_cache.Path, "model"));
        var seen = new List<EncodingProgress>();
        KnowledgeIndex? meanwhile = null;
        knowledge.Progressed += () =>
        {
            if (knowledge.Encoding is not { } progress)
                return;
            seen.Add(progress);
            if (seen.Count > 1)
                return;
            _folder.Write("baru.md", Articles.File("Lacak paket"));
            knowledge.ReloadAsync(Ct).Wait(Ct);
            meanwhile = knowledge.Current;
        };

        await knowledge.WarmUpAsync(Ct);

        Assert.NotNull(meanwhile?.Find(new("baru")));
        Assert.False(meanwhile.HasEncoder);
        Assert.True(seen.Count > 2 && seen[0].Percent < 50 && seen[^1].Percent == 100, string.Join(' ', seen));
        Assert.True(knowledge.EncoderReady);
        Assert.Null(knowledge.Encoding);
        Assert.Equal(221, knowledge.Current.Articles.Count);
        Assert.Empty(knowledge.Problems);
    }

    private KnowledgeBase Knowledge(string encoder = "None") =>
        new(Options.Create(new KnowledgeOptions { Folder = _folder.Path, Encoder = encoder, CacheFolder = _cache.Path }), _time,
            NullLogger<KnowledgeBase>.Instance);
}
