using CxBot.Knowledge.Encoding;

namespace CxBot.Tests.Knowledge.Encoding;

public sealed class VectorFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cxbot-test-").FullName;
    private readonly List<string> _encoded = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_restart_encodes_only_what_is_new()
    {
        await GetAsync(new VectorFile(_folder, "knowledge", "encoder"), "satu", "dua");
        _encoded.Clear();

        var vectors = await GetAsync(new VectorFile(_folder, "knowledge", "encoder"), "satu", "dua", "tiga");

        Assert.Equal(["tiga"], _encoded);
        Assert.Equal([4, 3, 4], new[] { "satu", "dua", "tiga" }.Select(text => vectors[text][0]));
    }

    [Fact]
    public async Task What_the_process_holds_is_not_read_again()
    {
        var file = new VectorFile(_folder, "knowledge", "encoder");
        var before = await GetAsync(file, "satu", "dua");
        Directory.Delete(_folder, recursive: true);
        _encoded.Clear();

        var after = await GetAsync(file, "dua", "tiga");

        Assert.Equal(["tiga"], _encoded);
        Assert.Same(before["dua"], after["dua"]);
        Assert.False(after.ContainsKey("satu"));
    }

    private Task<IReadOnlyDictionary<string, float[]>> GetAsync(VectorFile file, params string[] texts) => file.GetAsync(
        texts,
        missing =>
        {
            _encoded.AddRange(missing);
            return Task.FromResult<IReadOnlyList<float[]>>([.. missing.Select(text => new[] { (float)text.Length, 1 })]);
        },
        TestContext.Current.CancellationToken);
}
