using System.Globalization;
using System.Text.RegularExpressions;
using CxBot.Labels;

namespace CxBot.Tests.Desk.Labelling;

/// <summary>Every colour that a label may have is in the desk's style, and its words can be read on it, in light and dark (WCAG 2.2
/// AA).</summary>
public sealed partial class LabelColoursTests
{
    private static readonly string Css = File.ReadAllText(Repository.Folder("src/CxBot.Web/wwwroot/desk/lists.css"));

    public static TheoryData<LabelColour> Colours => [.. Enum.GetValues<LabelColour>()];

    [Theory]
    [MemberData(nameof(Colours))]
    public void The_words_of_a_label_can_be_read(LabelColour colour)
    {
        var name = colour.ToString().ToLowerInvariant();
        var (text, soft) = (Token($"label-{name}"), Token($"label-{name}-soft"));
        Assert.True(Contrast(text.Light, soft.Light) >= 4.5, $"light {Contrast(text.Light, soft.Light):0.00}");
        Assert.True(Contrast(text.Dark, soft.Dark) >= 4.5, $"dark {Contrast(text.Dark, soft.Dark):0.00}");
        Assert.Contains($".label-{name} {{", Css, StringComparison.Ordinal);
    }

    private static (string Light, string Dark) Token(string name)
    {
        var found = Regex.Match(Css, $@"--{name}: light-dark\((#[0-9a-f]{{6}}), (#[0-9a-f]{{6}})\)");
        Assert.True(found.Success, name);
        return (found.Groups[1].Value, found.Groups[2].Value);
    }

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour) =>
        Part().Matches(colour).Select(part => int.Parse(part.Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))
            .Zip([0.2126, 0.7152, 0.0722], (part, weight) => part * weight).Sum();

    [GeneratedRegex("[0-9a-f]{2}")]
    private static partial Regex Part();
}
