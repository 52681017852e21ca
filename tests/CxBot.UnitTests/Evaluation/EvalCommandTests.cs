using System.Text.Json;

namespace CxBot.Tests.Evaluation;

public sealed class EvalCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();

    public EvalCommandTests()
    {
        foreach (var article in Articles.Shop().Where(a => a.Language == "id"))
            _folder.Write("knowledge/" + article.File, Articles.File(article.Title, [.. article.WaysToAsk.Skip(1)]));
        _folder.Write("q.jsonl", """
            {"text": "refund sy blm masuk", "article": "refund"}
            {"text": "lacak paket saya dong", "article": "lacak"}

            {"text": "siapa presiden indonesia", "article": null}
            """);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
    }

    [Fact]
    public async Task Figures_and_predictions_are_written_by_their_names()
    {
        Assert.Equal(0, await EvalAsync("--knowledge", At("knowledge"), "--questions", At("q.jsonl"), "--json", At("out.json"),
            "--predictions", At("out.jsonl"), "--unanswerable-share", "0.3"));

        var figures = JsonDocument.Parse(await File.ReadAllTextAsync(At("out.json"), TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(1, figures.GetProperty("accuracy").GetDouble());
        Assert.Equal(1, figures.GetProperty("auroc").GetDouble());
        Assert.Equal(1, figures.GetProperty("oosRecallAt95").GetDouble());
        Assert.InRange(figures.GetProperty("ece").GetDouble(), 0, 1);
        Assert.Equal(3, Sum(figures.GetProperty("decisions"), "answer", "clarify", "handOver"));
        Assert.True(figures.GetProperty("queryMicroseconds").GetProperty("p99").GetDouble() > 0);
        Assert.True(figures.GetProperty("indexSeconds").GetDouble() > 0);

        var lines = await File.ReadAllLinesAsync(At("out.jsonl"), TestContext.Current.CancellationToken);
        Assert.Equal(3, lines.Length);
        var last = JsonDocument.Parse(lines[2]).RootElement;
        Assert.Equal(["text", "expected", "predicted", "confidence", "decision"], last.EnumerateObject().Select(p => p.Name));
        Assert.Equal(JsonValueKind.Null, last.GetProperty("expected").ValueKind);
        Assert.NotEqual("answer", last.GetProperty("decision").GetString());
    }

    [Fact]
    public async Task A_gate_that_is_missed_fails_the_command()
    {
        _folder.Write("gate.json", """{"accuracy": 0.9}""");
        _folder.Write("steep.json", """{"ece": 0.000001}""");

        Assert.Equal(0, await EvalAsync("--knowledge", At("knowledge"), "--questions", At("q.jsonl"), "--gate", At("gate.json")));
        Assert.Equal(1, await EvalAsync("--knowledge", At("knowledge"), "--questions", At("q.jsonl"), "--gate", At("steep.json")));
        Assert.Contains("gate: ece is", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"text\": \"a\"}", "q2.jsonl:1: a question is")]
    [InlineData("not json", "q2.jsonl:1: this is not JSON")]
    [InlineData("", "holds no question")]
    public async Task A_wrong_question_is_named_by_line(string line, string message)
    {
        _folder.Write("q2.jsonl", line);

        Assert.Equal(2, await EvalAsync("--knowledge", At("knowledge"), "--questions", At("q2.jsonl")));
        Assert.Contains(message, _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_folder_is_said_by_file_and_line()
    {
        _folder.Write("knowledge/broken.md", "x");

        Assert.Equal(1, await EvalAsync("--knowledge", At("knowledge"), "--questions", At("q.jsonl")));
        Assert.Contains("broken.md:1:", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Knowledge_check_says_what_is_wrong_and_what_would_help()
    {
        _folder.Write("knowledge/few.md", Articles.File("Hanya satu cara"));
        Assert.Equal(0, await RunAsync("knowledge", "check", "--knowledge", At("knowledge")));
        Assert.Contains("advice: few.md: only 1 way(s)", _output.ToString(), StringComparison.Ordinal);

        _folder.Write("knowledge/broken.md", "x");
        Assert.Equal(1, await RunAsync("knowledge", "check", "--knowledge", At("knowledge")));
        Assert.Contains("error: broken.md:1:", _output.ToString(), StringComparison.Ordinal);

        _folder.Write("knowledge/language/shop.txt", "[slang]\nkedai nusa = kenus");
        Assert.Equal(1, await RunAsync("knowledge", "check", "--knowledge", At("knowledge")));
        Assert.Contains("error: language/shop.txt:2:", _output.ToString(), StringComparison.Ordinal);
    }

    private Task<int> EvalAsync(params string[] args) => RunAsync(["eval", .. args]);

    private async Task<int> RunAsync(params string[] args)
    {
        var (code, output, error) = await Shell.RunAsync(null, "", args);
        _output.WriteLine(output + error);
        return code;
    }

    private string At(string file) => Path.Combine(_folder.Path, file);

    private static int Sum(JsonElement counts, params string[] names) => names.Sum(n => counts.GetProperty(n).GetInt32());
}
