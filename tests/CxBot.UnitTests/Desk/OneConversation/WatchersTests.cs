using CxBot.Web.Desk.OneConversation;

namespace CxBot.Tests.Desk.OneConversation;

public sealed class WatchersTests
{
    [Fact]
    public void Who_looks_on_is_seen_by_the_others_for_as_long_as_they_look()
    {
        var watchers = new Watchers();
        var told = 0;
        watchers.Changed += _ => told++;
        using var sari = watchers.Look(new("c"), "1", "Sari");
        var one = watchers.Look(new("c"), "2", "Budi");
        var again = watchers.Look(new("c"), "2", "Budi");
        using var elsewhere = watchers.Look(new("other"), "3", "Rina");
        Assert.Equal(["Budi"], watchers.Others(new("c"), "1"));
        Assert.Equal(["Sari"], watchers.Others(new("c"), "2"));
        one.Dispose();
        one.Dispose();
        Assert.Equal(["Budi"], watchers.Others(new("c"), "1"));
        again.Dispose();
        Assert.Empty(watchers.Others(new("c"), "1"));
        Assert.Equal(6, told);
    }
}
