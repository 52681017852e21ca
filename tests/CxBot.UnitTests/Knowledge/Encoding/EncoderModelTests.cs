using CxBot.Knowledge;
using CxBot.Knowledge.Encoding;

namespace CxBot.Tests.Knowledge.Encoding;

public sealed class EncoderModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_folder_without_a_tokenizer_names_the_files_that_it_may_hold()
    {
        _folder.Write("model.onnx", "");

        var problem = Problem();

        Assert.Equal(_folder.Path, problem.File);
        Assert.Contains("none of vocab.txt, sentencepiece.bpe.model, sentencepiece.model, spiece.model", problem.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_two_tokenizers_says_that_one_must_go()
    {
        TinyEncoder.WriteXlmR(_folder.Path, ["paket"]);
        _folder.Write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n");

        Assert.Contains("holds vocab.txt and sentencepiece.bpe.model", Problem().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sentencepiece.bpe.model", "version https://git-lfs.github.com/spec/v1")]
    [InlineData("spiece.model", "")]
    [InlineData("vocab.txt", "paket")]
    public void A_broken_tokenizer_says_to_copy_it_again(string file, string content)
    {
        _folder.Write("model.onnx", "");
        _folder.Write(file, content);

        var problem = Problem();

        Assert.Equal(Path.Combine(_folder.Path, file), problem.File);
        Assert.Contains("copy them again", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tokenizer_that_counts_otherwise_than_XLM_R_is_refused()
    {
        _folder.Write("model.onnx", "");
        File.WriteAllBytes(
            Path.Combine(_folder.Path, "spiece.model"), TinyEncoder.SentencePieces(["paket"], "<pad>", "</s>", "<unk>", "<s>"));

        Assert.Contains("<unk>, <s>, </s> as XLM-R's are", Problem().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "do_lower_case": false }""", 6)]
    [InlineData("""{ "do_lower_case": true }""", 5)]
    [InlineData("{}", 5)]
    public void A_model_that_keeps_the_case_is_read_so(string settings, long id)
    {
        TinyEncoder.Write(_folder.Path, ["paket", "Paket"]);
        _folder.Write("tokenizer_config.json", settings);

        Assert.Equal([2, id, 3], Found().ReadPieces().Read("Paket", 128));
    }

    [Fact]
    public void Other_weights_beside_a_model_make_another_model_of_it()
    {
        TinyEncoder.Write(_folder.Path, ["paket"]);
        _folder.Write("model.onnx_data", "1");
        var before = Found().Name;
        Assert.Equal(before, Found().Name);

        _folder.Write("model.onnx_data", "12");

        Assert.NotEqual(before, Found().Name);
    }

    public void Dispose() => _folder.Dispose();

    private EncoderModel Found() => EncoderModel.Find(new KnowledgeOptions { Encoder = _folder.Path }, _folder.Path)!;

    private KnowledgeProblem Problem() => Assert.Single(Assert.Throws<KnowledgeException>(() => Found().ReadPieces()).Problems);
}
