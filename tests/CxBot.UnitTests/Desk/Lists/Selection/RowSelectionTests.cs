using CxBot.Web.Desk.Lists.Selection;

namespace CxBot.Tests.Desk.Lists.Selection;

public sealed class RowSelectionTests
{
    private static readonly string[] Shown = ["a", "b", "c", "d", "e"];

    private readonly RowSelection _selection = new();

    private string Selected => string.Concat(_selection.Ids.Order());

    [Fact]
    public void One_press_selects_and_the_next_gives_up()
    {
        _selection.Toggle("b", range: false, Shown);
        _selection.Toggle("d", range: false, Shown);
        _selection.Toggle("b", range: false, Shown);
        Assert.Equal("d", Selected);
    }

    [Theory]
    [InlineData("b", "d", "bcd")]
    [InlineData("d", "b", "bcd")]
    [InlineData("c", "c", "")]
    public void With_shift_all_between_become_as_the_one_that_is_pressed(string first, string second, string selected)
    {
        _selection.Toggle(first, range: false, Shown);
        _selection.Toggle(second, range: true, Shown);
        Assert.Equal(selected, Selected);
    }

    [Fact]
    public void A_range_can_be_given_up_too()
    {
        _selection.All(Shown);
        _selection.Toggle("b", range: false, Shown);
        _selection.Toggle("d", range: true, Shown);
        Assert.Equal("ae", Selected);
    }

    [Fact]
    public void A_range_from_a_row_that_has_left_is_one_row()
    {
        _selection.Toggle("x", range: false, ["x", .. Shown]);
        _selection.Toggle("c", range: true, Shown);
        _selection.Keep(Shown.ToHashSet());
        Assert.Equal("c", Selected);
    }

    [Fact]
    public void No_more_are_selected_than_can_be_answered_for()
    {
        string[] many = [.. Enumerable.Range(0, 5_000).Select(at => $"{at}")];
        _selection.All(many);
        Assert.Equal((RowSelection.MaxSelected, true), (_selection.Count, _selection.Has("0")));
        _selection.Clear();
        _selection.Toggle("10", range: false, many);
        _selection.Toggle("4999", range: true, many);
        Assert.Equal(RowSelection.MaxSelected, _selection.Count);
    }
}
