using CxBot.Web.Desk.Lists.Selection;

namespace CxBot.Tests.Desk.Lists.Selection;

public sealed class RowSelectionTests
{
    private static readonly ConversationId[] Shown = [new("a"), new("b"), new("c"), new("d"), new("e")];

    private readonly RowSelection _selection = new();

    private string Selected => string.Concat(_selection.Ids.Order());

    [Fact]
    public void One_press_selects_and_the_next_gives_up()
    {
        _selection.Toggle(new("b"), range: false, Shown);
        _selection.Toggle(new("d"), range: false, Shown);
        _selection.Toggle(new("b"), range: false, Shown);
        Assert.Equal("d", Selected);
    }

    [Theory]
    [InlineData("b", "d", "bcd")]
    [InlineData("d", "b", "bcd")]
    [InlineData("c", "c", "")]
    public void With_shift_all_between_become_as_the_one_that_is_pressed(string first, string second, string selected)
    {
        _selection.Toggle(new(first), range: false, Shown);
        _selection.Toggle(new(second), range: true, Shown);
        Assert.Equal(selected, Selected);
    }

    [Fact]
    public void A_range_can_be_given_up_too()
    {
        _selection.All(Shown);
        _selection.Toggle(new("b"), range: false, Shown);
        _selection.Toggle(new("d"), range: true, Shown);
        Assert.Equal("ae", Selected);
    }

    [Fact]
    public void A_range_from_a_row_that_has_left_is_one_row()
    {
        _selection.Toggle(new("x"), range: false, [new ConversationId("x"), .. Shown]);
        _selection.Toggle(new("c"), range: true, Shown);
        _selection.Keep(Shown.ToHashSet());
        Assert.Equal("c", Selected);
    }

    [Fact]
    public void No_more_are_selected_than_can_be_answered_for()
    {
        ConversationId[] many = [.. Enumerable.Range(0, 5_000).Select(at => new ConversationId($"{at}"))];
        _selection.All(many);
        Assert.Equal((RowSelection.MaxSelected, true), (_selection.Count, _selection.Has(new("0"))));
        _selection.Clear();
        _selection.Toggle(new("10"), range: false, many);
        _selection.Toggle(new("4999"), range: true, many);
        Assert.Equal(RowSelection.MaxSelected, _selection.Count);
    }
}
