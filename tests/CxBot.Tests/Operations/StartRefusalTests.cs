using System.Net;
using System.Net.Sockets;
using CxBot.Tests.Testing;

namespace CxBot.Tests.Operations;

/// <summary>What an owner gets wrong is said in one sentence, with exit code 1 and without a stack: for the app and for its
/// commands.</summary>
public sealed class StartRefusalTests
{
    [Theory]
    [InlineData("Handover:TimeZone", "Mars/Phobos", "Handover:TimeZone \"Mars/Phobos\" is not a time zone.")]
    [InlineData("Conversations:WrongCodes", "99", "Conversations:WrongCodes")]
    [InlineData("Conversations:WrongCodes", "many", "Conversations:WrongCodes")]
    [InlineData("Knowledge:Folder", "/nowhere/at-all", "/nowhere/at-all")]
    [InlineData("Storage:ConnectionString", "Data Source=/proc/no/cxbot.db", "/proc/no")]
    [InlineData("Storage:ConnectionString", "Nonsense=1", "Storage:ConnectionString")]
    [InlineData("Storage:Provider", "Oracle", "Storage:Provider")]
    public async Task A_wrong_setting_is_one_sentence(string setting, string value, string part) =>
        await RefusedAsync(new() { [setting] = value }, part, "--urls", "http://127.0.0.1:0");

    [Fact]
    public async Task A_port_in_use_is_one_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await RefusedAsync([], "Another program listens there", "--urls", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");
    }

    [Theory]
    [InlineData("Storage:ConnectionString", "Data Source=/proc/no/cxbot.db", "/proc/no")]
    [InlineData("Storage:ConnectionString", "Nonsense=1", "Storage:ConnectionString")]
    public async Task A_command_says_it_in_the_same_way(string setting, string value, string part) =>
        await RefusedAsync(new() { [setting] = value }, part, "agent", "list");

    private static async Task RefusedAsync(Dictionary<string, string?> settings, string part, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("cxbot-refused-").FullName;
        try
        {
            KnowledgeFiles.Shop().WriteTo(Path.Combine(folder, "knowledge"));
            var (code, output, error) = await CxBotProcess.RunAsync(folder, settings, null, arguments);
            Assert.True(code == 1, $"{code}: {output}{error}");
            var line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.Contains(part, line, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
