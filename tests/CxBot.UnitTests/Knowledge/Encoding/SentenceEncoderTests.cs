using System.Numerics.Tensors;
using CxBot.Knowledge.Encoding;
using CxBot.Knowledge;

namespace CxBot.Tests.Knowledge.Encoding;

public sealed class SentenceEncoderTests(SentenceEncoderTests.Loaded loaded) : IClassFixture<SentenceEncoderTests.Loaded>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Like_meanings_are_near_and_others_far()
    {
        var encoder = loaded.Encoder;
        var vectors = await VectorsAsync(encoder, "where is my package", "my parcel has not arrived", "i forgot my password");

        Assert.True(TensorPrimitives.Dot<float>(vectors[0], vectors[1]) > TensorPrimitives.Dot<float>(vectors[0], vectors[2]) + 0.2f);
        Assert.All(vectors, v => Assert.Equal(1, TensorPrimitives.Norm<float>(v), 3));
    }

    [Fact]
    public async Task A_text_has_the_same_vector_alone_in_a_batch_and_from_many_threads()
    {
        var encoder = loaded.Encoder;
        string[] texts =
            [.. Enumerable.Range(0, 70).Select(i => string.Join(' ', Enumerable.Repeat("paket saya belum sampai", 1 + (i % 9))) + i)];

        var batch = await VectorsAsync(encoder, texts);
        var alone = await Task.WhenAll(texts.Select(t => Task.Run(() => encoder.Encode([t])[0], Ct)));

        for (var i = 0; i < texts.Length; i++)
            Assert.True(TensorPrimitives.Dot<float>(batch[i], alone[i]) > 0.9999f, texts[i]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\ud800")]
    [InlineData("\u0645\u0631\u062d\u0628\u0627 \u202e")]
    public void Odd_texts_have_a_vector_too(string text) => Assert.Equal(384, loaded.Encoder.Encode([text])[0].Length);

    [Fact]
    public void A_long_text_is_read_at_its_beginning()
    {
        var encoder = loaded.Encoder;
        var start = string.Join(' ', Enumerable.Repeat("paket", 200));

        Assert.True(TensorPrimitives.Dot<float>(
            encoder.Encode([start])[0], encoder.Encode([start + " password voucher refund"])[0]) > 0.9999f);
    }

    [Fact]
    public async Task Indonesian_and_English_words_for_one_matter_are_near()
    {
        var vectors = await VectorsAsync(
            loaded.Encoder, "kapan uang saya kembali?", "When will I get my refund?", "Where can I park my car?");

        Assert.True(TensorPrimitives.Dot<float>(vectors[0], vectors[1]) > 0.5f);
        Assert.True(TensorPrimitives.Dot<float>(vectors[0], vectors[1]) > TensorPrimitives.Dot<float>(vectors[0], vectors[2]) + 0.3f);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tokenizer_of_another_model_is_refused_with_a_sentence(bool multilingual)
    {
        using var model = new TemporaryFolder();
        using var other = new TemporaryFolder();
        var (write, pieces) = multilingual
            ? ((Action<string, string[][]>)TinyEncoder.WriteXlmR, "sentencepiece.bpe.model") : (TinyEncoder.Write, "vocab.txt");
        write(model.Path, [["parcel", "paket"]]);
        write(other.Path, [["parcel", "paket"], ["refund", "dana"]]);
        File.Copy(Path.Combine(other.Path, pieces), Path.Combine(model.Path, pieces), overwrite: true);

        var refused = await Assert.ThrowsAsync<KnowledgeException>(
            () => SentenceEncoder.LoadAsync(new KnowledgeOptions { Encoder = model.Path, CacheFolder = other.Path }, Ct));

        Assert.Contains("belongs to another model", Assert.Single(refused.Problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_model_by_path_finds_an_article_in_the_language_that_it_has(bool multilingual)
    {
        using var model = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        Action<string, string[][]> write = multilingual ? TinyEncoder.WriteXlmR : TinyEncoder.Write;
        write(model.Path, [["parcel", "paket"], ["refund", "dana"], ["where", "mana"], ["password", "sandi"]]);
        folder.Write("parcel.md", Articles.File("where parcel"));
        folder.Write("refund.md", Articles.File("refund"));
        folder.Write("password.md", Articles.File("password"));

        var (answerer, knowledge) = await Articles.AnswererAsync(folder.Path, Ct, model.Path);

        using var held = knowledge;
        Assert.Empty(knowledge.Problems);
        Assert.Equal("parcel", (await answerer.AnswerAsync("paket mana", "id", Ct)).Candidates[0].Article.Id.Value);
        Assert.Equal("refund", (await answerer.AnswerAsync("dana", "id", Ct)).Candidates[0].Article.Id.Value);
    }

    [Fact]
    public async Task A_multilingual_model_reads_a_text_in_a_batch_of_longer_ones_as_it_does_alone()
    {
        using var model = new TemporaryFolder();
        TinyEncoder.WriteXlmR(model.Path, ["paket"], ["dana"], ["mana"]);
        using var encoder = (await SentenceEncoder.LoadAsync(new KnowledgeOptions { Encoder = model.Path }, Ct))!;
        string[] texts = ["paket", "dana mana", "paket paket dana mana mana mana", ""];

        var batch = await VectorsAsync(encoder, texts);

        Assert.Equal([1f, 0, 0, 0], batch[0]);
        Assert.Equal([0, MathF.Sqrt(0.5f), MathF.Sqrt(0.5f), 0], batch[1], (a, b) => MathF.Abs(a - b) < 1e-6f);
        Assert.Equal([0f, 0, 0, 0], batch[3]);
        for (var i = 0; i < texts.Length; i++)
            Assert.Equal(encoder.Encode([texts[i]])[0], batch[i]);
    }

    private static async Task<float[][]> VectorsAsync(SentenceEncoder encoder, params string[] texts) =>
        [.. (await encoder.GenerateAsync(texts, null, Ct)).Select(e => e.Vector.ToArray())];

    public sealed class Loaded : IAsyncLifetime
    {
        public SentenceEncoder Encoder { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Encoder = (await SentenceEncoder.LoadAsync(new KnowledgeOptions(), Ct))!;

        public ValueTask DisposeAsync()
        {
            Encoder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
