using CxBot.Web.Commands;

namespace CxBot.Tests.Commands;

/// <summary>Help, version, completion, and what is not understood: none of it puts the app together.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(false, "--urls", "http://localhost:5080")]
    [InlineData(false, "--environment", "Development")]
    [InlineData(true, "agent", "list")]
    [InlineData(true, "--version")]
    [InlineData(true, "--help")]
    public void Options_alone_serve_and_a_word_is_a_command(bool isCommand, params string[] args) =>
        Assert.Equal(isCommand, CommandLine.IsCommand(args));

    [Fact]
    public async Task The_version_is_the_products() => Assert.Equal((0, "0.1.0", ""), await Shell.RunAsync(null, "", "--version"));

    [Theory]
    [InlineData("agent", "--help")]
    [InlineData("agent", "help", "agent")]
    [InlineData("reset-two-factor", "agent", "--help")]
    [InlineData("agent|administrator", "agent", "create", "-h")]
    [InlineData("whatsapp", "doctor", "--help")]
    [InlineData("--gate <FILE>", "eval", "--help")]
    [InlineData("--knowledge <DIR>", "knowledge", "check", "--help")]
    public async Task Help_names_what_there_is(string part, params string[] args)
    {
        var (code, output, error) = await Shell.RunAsync(null, "", args);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains(part, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no command \"agnet\". See --help.", "agnet", "list")]
    [InlineData("Required command was not provided. See agent --help.", "agent")]
    [InlineData("There is no command \"remove\". See agent --help.", "agent", "remove")]
    [InlineData("Option '--name' is required. See agent create --help.", "agent", "create", "--email", "a@example.test", "--role", "agent")]
    [InlineData("--email has no value. See agent create --help.", "agent", "create", "--email", "--name", "A", "--role", "agent")]
    [InlineData("--age is not an option of this command. See agent create --help.", "agent", "create", "--age", "3")]
    [InlineData("Argument 'boss' not recognized. Must be one of: 'agent' 'administrator' See agent create --help.", "agent", "create",
        "--email", "a@example.test", "--name", "A", "--role", "boss")]
    [InlineData("Say which customer: one of --id, --phone, --email. See customer erase --help.", "customer", "erase", "--yes")]
    [InlineData("Say which customer: one of --id, --phone, --email. See customer erase --help.", "customer", "erase", "--id", "3",
        "--phone", "0812")]
    [InlineData("Option '--out' is required. See customer export --help.", "customer", "export", "--id", "3")]
    [InlineData("--out is not an option of this command. See customer erase --help.", "customer", "erase", "--id", "3", "--out", "x")]
    [InlineData("--id is a customer's number, not \"three\". See customer erase --help.", "customer", "erase", "--id", "three")]
    [InlineData("--from is a day, as 2026-01-31, not \"May\". See audit export --help.", "audit", "export", "--out", "x", "--from", "May")]
    [InlineData("Required argument missing for command: 'explain'. See explain --help.", "explain")]
    [InlineData("\"saya\" is one word too many; put quotes around what belongs together. See explain --help.", "explain", "paket", "saya")]
    [InlineData("--questions is missing. See eval --help.", "eval", "--knowledge", "x")]
    [InlineData("Option '--knowledge' expects a single argument but 2 were provided. See eval --help.", "eval", "--questions", "q",
        "--knowledge", "x", "--knowledge", "y")]
    [InlineData("--unanswerable-share is 0.01 to 0.9, not \"many\". See eval --help.", "eval", "--knowledge", "x", "--questions", "y",
        "--unanswerable-share", "many")]
    [InlineData("--gate does not go with --replay. See eval --help.", "eval", "--replay", "--gate", "x")]
    [InlineData("--from does not go without --replay. See eval --help.", "eval", "--knowledge", "x", "--questions", "y", "--from",
        "2026-01-01")]
    public async Task What_cannot_be_understood_is_one_sentence(string sentence, params string[] args) =>
        Assert.Equal((2, "", sentence), await Shell.RunAsync(null, "", args));

    [Fact]
    public async Task A_shell_may_ask_what_comes_next()
    {
        var (code, output, _) = await Shell.RunAsync(null, "", "[suggest:6]", "agent ");
        Assert.Equal(0, code);
        Assert.Contains("reset-two-factor", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_says_it_with_its_exit_code_and_no_stack()
    {
        var folder = Directory.CreateTempSubdirectory("cxbot-command-").FullName;
        try
        {
            Assert.Equal((0, "0.1.0\n", ""), await CxBotProcess.RunAsync(folder, [], null, "--version"));
            var (code, output, error) = await CxBotProcess.RunAsync(folder, [], null, "agent", "create", "--email", "sari@example.test");
            Assert.Equal((2, "", "Option '--name' is required. See agent create --help.\n"), (code, output, error));
            Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
