using CxBot.Knowledge.Encoding;

namespace CxBot.Tests.Knowledge;

public sealed class VectorFileTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _encoded = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Only_what_is_new_is_encoded()
    {
        await Cache().GetAsync(["a", "b"], EncodeAsync, Ct);
        var vectors = await Cache().GetAsync(["b", "c"], EncodeAsync, Ct);

        Assert.Equal(["a", "b", "c"], _encoded);
        float[] expected = ['b', 1];
        Assert.Equal(expected, vectors["b"]);
    }

    [Fact]
    public async Task What_was_encoded_before_a_stop_is_not_encoded_again()
    {
        string[] texts = [.. Enumerable.Range(0, 20_000).Select(i => $"{i}")];
        await Assert.ThrowsAsync<OperationCanceledException>(() => Cache().GetAsync(texts, EncodeAsync, Ct, progress =>
        {
            if (progress.Done > 17_000)
                throw new OperationCanceledException();
        }));
        var before = _encoded.Count;
        await Cache().GetAsync(texts, EncodeAsync, Ct);

        Assert.Equal(20_000 - 16_384, _encoded.Count - before);
    }

    [Fact]
    public async Task Another_encoder_shares_nothing()
    {
        await Cache().GetAsync(["a"], EncodeAsync, Ct);
        await Cache("another").GetAsync(["a"], EncodeAsync, Ct);

        Assert.Equal(["a", "a"], _encoded);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(30)]
    public async Task A_torn_file_counts_as_empty(int length)
    {
        await Cache().GetAsync(["a", "b"], EncodeAsync, Ct);
        var file = Assert.Single(Directory.GetFiles(_folder.Path));
        await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))[..length],
            TestContext.Current.CancellationToken);

        await Cache().GetAsync(["a"], EncodeAsync, Ct);

        Assert.Equal(["a", "b", "a"], _encoded);
    }

    [Fact]
    public async Task Several_may_write_at_once()
    {
        await Task.WhenAll(
            Enumerable.Range(0, 20)
                .Select(i => Task.Run(
                    () => Cache().GetAsync([$"{i}", "x"],
                        texts => Task.FromResult<IReadOnlyList<float[]>>([.. texts.Select(t => new float[] { t[0], 1 })]), Ct))));

        float[] expected = ['x', 1];
        Assert.Equal(expected, (await Cache().GetAsync(["x"], EncodeAsync, Ct))["x"]);
        Assert.Single(Directory.GetFiles(_folder.Path));
        Assert.Empty(_encoded);
    }

    private VectorFile Cache(string encoder = "encoder") => new(_folder.Path, "/knowledge", encoder);

    private Task<IReadOnlyList<float[]>> EncodeAsync(IReadOnlyList<string> texts)
    {
        _encoded.AddRange(texts);
        return Task.FromResult<IReadOnlyList<float[]>>([.. texts.Select(t => new float[] { t[0], 1 })]);
    }
}
