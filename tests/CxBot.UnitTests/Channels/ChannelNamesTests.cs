using System.Text.RegularExpressions;
using CxBot.Tests.Testing;

namespace CxBot.Tests.Channels;

/// <summary>Reads the sources: a channel is known in its own folder, and the rest of the house asks its traits.</summary>
public sealed partial class ChannelNamesTests
{
    private const string Channels = "src/CxBot.Web/Channels/";

    /// <summary>Names that others rely on from outside, each with its reason. Everything else that names the channel belongs into its
    /// folder.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["src/CxBot.Web/ChannelServices.cs"] = "the lines that register it",
        [Channels + "Widget/WidgetOptions.cs"] = "the owner's setting Widget:WhatsAppUrl",
        [Channels + "Widget/WidgetServices.cs"] = "the address that the widget posts to, and the check of that setting",
        [Channels + "Widget/WidgetSession.cs"] = "fields of the widget's JSON",
        [Channels + "Widget/WidgetSettingsReader.cs"] = "a field of the widget's JSON",
        [Channels + "Widget/WidgetContinuation.cs"] = "reads that setting",
        ["src/CxBot.Web/Commands/DemoCommand.cs"] = "the demo's second channel",
        ["src/CxBot.Web/Commands/DoctorCommand.cs"] = "the command doctor whatsapp",
    };

    [Fact]
    public void WhatsApp_is_named_in_its_own_folder_and_nowhere_else()
    {
        var named = Sources("src")
            .Where(file => !file.StartsWith(Channels + "WhatsApp/", StringComparison.Ordinal)
                && Code(file).Contains("whatsapp", StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.Empty(named.Except(Allowed.Keys));
        // A reason that nothing needs any more is taken out.
        Assert.Empty(Allowed.Keys.Except(named));
    }

    [Fact]
    public void The_core_names_no_channel()
    {
        foreach (var file in Sources("src/CxBot"))
            Assert.DoesNotMatch(ChannelKey(), Code(file));
    }

    [Theory]
    [InlineData(Channels + "WhatsApp", "DirectLine|Widget|BotService")]
    [InlineData(Channels + "BotService", "WhatsApp|Widget")]
    [InlineData(Channels + "DirectLine", "WhatsApp|Widget|BotService")]
    [InlineData("src/CxBot.Web/Operations", "DirectLine|WhatsApp|Widget|BotService|Media")]
    [InlineData("src/CxBot.Web/Engine", "DirectLine|WhatsApp|Widget|BotService|Media")]
    public void Who_shares_with_channels_asks_no_sibling(string folder, string siblings)
    {
        var leans = new Regex($@"\bChannels\.({siblings})\b");
        Assert.DoesNotContain(Sources(folder), file => leans.IsMatch(Code(file)));
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => (file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
                && !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
                && !file.Contains("/Migrations/", StringComparison.Ordinal));

    /// <summary>The file without its comments, which may tell of any channel.</summary>
    private static string Code(string file) => Comment().Replace(File.ReadAllText(Path.Combine(Repository.Root, file)), "");

    [GeneratedRegex(@"(?<!:)//[^\n]*|@\*[\s\S]*?\*@")]
    private static partial Regex Comment();

    [GeneratedRegex("\"(whatsapp|bot-service|directline)\"|Channels\\.(Web|WhatsApp|BotService)\\b")]
    private static partial Regex ChannelKey();
}
