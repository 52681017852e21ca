using CxBot.Storage.Nodes;

namespace CxBot.Tests.Storage;

public sealed class LiveNodesTests
{
    [Theory]
    [InlineData(1, 80, 80)]
    [InlineData(2, 80, 40)]
    [InlineData(3, 80, 27)]
    [InlineData(3, 1, 1)]
    // Before the others are known a node counts itself.
    [InlineData(0, 80, 80)]
    public void Each_takes_its_share_and_never_nothing(int live, int all, int share) =>
        Assert.Equal(share, new LiveNodes { Count = live }.ShareOf(all));
}
