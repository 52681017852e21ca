using CxBot.Conversations;
using CxBot.Web.Desk.Lists;
using CxBot.Web.Desk.Live;

namespace CxBot.Tests.Desk.Lists;

public sealed class SkillFilterTests
{
    private static readonly BoardRow[] Rows = [Row("1", "billing"), Row("2", null), Row("3", "shipping"), Row("4", "billing")];

    [Theory]
    [InlineData(SkillFilter.All, "1", "2", "3", "4")]
    [InlineData("billing", "1", "4")]
    [InlineData(SkillFilter.Any, "2")]
    [InlineData("account")]
    public void The_queue_shows_those_for_one_skill_in_its_own_order(string skill, params string[] ids) =>
        Assert.Equal(ids, SkillFilter.Of(Rows, skill).Select(row => row.Id));

    [Fact]
    public void Each_skill_that_is_waited_for_can_be_chosen_and_the_chosen_one_stays() =>
        Assert.Equal([new("account", 0), new("billing", 2), new("shipping", 1), new(SkillFilter.Any, 1)],
            SkillFilter.Choices(Rows, "account"));

    [Fact]
    public void Where_nobody_waits_for_a_skill_there_is_nothing_to_choose() =>
        Assert.Empty(SkillFilter.Choices([Row("2", null)], SkillFilter.All));

    private static BoardRow Row(string id, string? skill) =>
        new() { Id = id, Channel = "web", Status = ConversationStatus.WaitingForAgent, Skill = skill };
}
