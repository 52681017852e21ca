using CxBot.Conversations;
using CxBot.Labels;
using CxBot.Web.Desk.Lists.Filters;
using CxBot.Web.Desk.Live;

namespace CxBot.Tests.Desk.Lists.Filters;

public sealed class FilterChoicesTests
{
    private static readonly BoardRow[] Rows = [Row("1", "billing"), Row("2", null), Row("3", "shipping"), Row("4", "billing")];

    [Fact]
    public void Each_value_that_there_is_can_be_chosen_and_the_chosen_one_stays()
    {
        var choices = FilterChoices.Of(Rows, [], new ListFilter { Skill = "account", Channel = "email" });
        Assert.Equal([new("account", "account", 0), new("billing", "billing", 2), new("shipping", "shipping", 1),
            new(ListFilter.AnySkill, ListFilter.AnySkill, 1)], choices.Skills);
        Assert.Equal(["email:0", "web:4"], choices.Channels.Select(choice => $"{choice.Value}:{choice.Count}"));
        Assert.Empty(choices.Languages);
    }

    [Fact]
    public void Where_nobody_waits_for_a_skill_there_is_nothing_to_choose() =>
        Assert.Empty(FilterChoices.Of([Row("2", null)], [], ListFilter.None).Skills);

    [Fact]
    public void Every_label_can_be_chosen_with_how_many_have_it()
    {
        BoardRow[] rows = [Row("1", null) with { Labels = new RowLabels([1, 2]) }, Row("2", null) with { Labels = new RowLabels([2]) }];
        var labels = FilterChoices.Of(rows, [new(3, "a", LabelColour.Grey), new(2, "b", LabelColour.Red)], ListFilter.None).Labels;
        Assert.Equal([new("3", "a", 0), new("2", "b", 2)], labels);
    }

    private static BoardRow Row(string id, string? skill) =>
        new() { Id = new(id), Channel = "web", Status = ConversationStatus.WaitingForAgent, Skill = skill };
}
