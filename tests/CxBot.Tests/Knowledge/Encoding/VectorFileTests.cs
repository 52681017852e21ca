using CxBot.Knowledge.Encoding;

namespace CxBot.Tests.Knowledge.Encoding;

public sealed class VectorFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cxbot-test-").FullName;
    private readonly List<string> encoded = [];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_restart_encodes_only_what_is_new()
    {
        await GetAsync(new VectorFile(folder, "knowledge", "encoder"), "satu", "dua");
        encoded.Clear();

        var vectors = await GetAsync(new VectorFile(folder, "knowledge", "encoder"), "satu", "dua", "tiga");

        Assert.Equal(["tiga"], encoded);
        Assert.Equal([4, 3, 4], new[] { "satu", "dua", "tiga" }.Select(text => vectors[text][0]));
    }

    [Fact]
    public async Task What_the_process_holds_is_not_read_again()
    {
        var file = new VectorFile(folder, "knowledge", "encoder");
        var before = await GetAsync(file, "satu", "dua");
        Directory.Delete(folder, recursive: true);
        encoded.Clear();

        var after = await GetAsync(file, "dua", "tiga");

        Assert.Equal(["tiga"], encoded);
        Assert.Same(before["dua"], after["dua"]);
        Assert.False(after.ContainsKey("satu"));
    }

    private Task<IReadOnlyDictionary<string, float[]>> GetAsync(VectorFile file, params string[] texts) => file.GetAsync(
        texts,
        missing =>
        {
            encoded.AddRange(missing);
            return Task.FromResult<IReadOnlyList<float[]>>([.. missing.Select(text => new[] { (float)text.Length, 1 })]);
        },
        TestContext.Current.CancellationToken);
}
