using System.Diagnostics;
using CxBot.Tests.Testing;

namespace CxBot.Tests.Commands;

public sealed class ExplainCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ExplainCommandTests() => KnowledgeFiles.Shop().WriteTo(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_service_that_only_encodes_writes_no_answer()
    {
        var (code, output) = await ExplainAsync("lacak paket saya dong", new()
        {
            ["Answering__Model__Provider"] = "OpenAICompatible",
            ["Answering__Model__Endpoint"] = "http://127.0.0.1:9/v1",
            ["Answering__Model__EmbeddingDeployment"] = "an-encoder",
        });

        Assert.Contains("track-order", output, StringComparison.Ordinal);
        Assert.Contains("Model: none is set; the article itself is the answer", output, StringComparison.Ordinal);
        Assert.Equal(0, code);
    }

    /// <summary>In a process of its own: the command takes its settings from the environment, which other tests share.</summary>
    private async Task<(int Code, string Output)> ExplainAsync(string question, Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "CxBot.Web.dll"), "explain", question, "--knowledge", _folder.Path])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
        };
        start.Environment["Knowledge__Encoder"] = "None";
        foreach (var (key, value) in settings)
            start.Environment[key] = value;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }
}
