using CxBot.Labels;
using CxBot.Web.Desk.Labelling;
using CxBot.Web.Desk.Live;

namespace CxBot.Tests.Desk.Labelling;

public sealed class LabelSearchTests
{
    private static readonly BoardLabel[] TwoHundred = [.. Enumerable.Range(0, 198).Select(at => new BoardLabel(at, $"label {at}",
        LabelColour.Grey)), new(900, "Возврат", LabelColour.Red), new(901, "minta refund", LabelColour.Blue)];

    [Theory]
    [InlineData("возв", "Возврат")]
    [InlineData("REFUND", "minta refund")]
    [InlineData(" label 197 ", "label 197")]
    [InlineData("label 19", "label 19 label 190 label 191 label 192 label 193 label 194 label 195 label 196 label 197")]
    [InlineData("tidak ada", "")]
    public void Of_two_hundred_labels_typing_finds_the_one(string text, string found) =>
        Assert.Equal(found, string.Join(' ', LabelSearch.Of(TwoHundred, text).Select(label => label.Name)));

    [Fact]
    public void What_begins_with_it_comes_first() =>
        Assert.Equal(["refund", "minta refund"],
            LabelSearch.Of([new(1, "minta refund", LabelColour.Grey), new(2, "refund", LabelColour.Grey)], "ref").Select(label => label.Name));
}
