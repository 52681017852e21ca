using CxBot.Alerts;

namespace CxBot.Tests.Alerts;

public sealed class AlertChoicesTests
{
    [Fact]
    public void Everything_is_on_until_it_is_switched_off_and_each_switch_is_its_own()
    {
        var choices = new AlertChoices { AgentId = "sari" };
        Assert.All(Enum.GetValues<AlertCause>(), cause => Assert.True(choices.Sounds(cause) && choices.Notifies(cause)));
        foreach (var cause in Enum.GetValues<AlertCause>())
        {
            choices.SetSound(cause, false);
            Assert.Equal([cause], Enum.GetValues<AlertCause>().Where(one => !choices.Sounds(one)));
            Assert.All(Enum.GetValues<AlertCause>(), one => Assert.True(choices.Notifies(one)));
            choices.SetSound(cause, true);
            choices.SetNotification(cause, false);
            Assert.Equal([cause], Enum.GetValues<AlertCause>().Where(one => !choices.Notifies(one)));
            choices.SetNotification(cause, true);
        }
    }
}
