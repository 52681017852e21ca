using CxBot.Storage;
using CxBot.Storage.Nodes;
using CxBot.Web.Engine.Nodes;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Engine.Nodes;

public sealed class NodesCheckTests
{
    [Theory]
    [InlineData(StorageProvider.Sqlite, null, null)]
    [InlineData(StorageProvider.Sqlite, "  ", null)]
    [InlineData(StorageProvider.Postgres, "redis.internal:6379,password=secret", null)]
    [InlineData(StorageProvider.Sqlite, "redis.internal:6379", "Storage:Provider")]
    [InlineData(StorageProvider.Postgres, "redis:6379,password=secret,nonsense=1", "cannot be read")]
    [InlineData(StorageProvider.Postgres, "password=secret", "names no server")]
    public void Settings_that_do_not_fit_are_refused_without_their_secrets(StorageProvider storage, string? redis, string? says)
    {
        var check = new NodesCheck(Options.Create(new StorageOptions { Provider = storage }));

        var result = check.Validate(null, new NodesOptions { Redis = redis });

        Assert.Equal(says is not null, result.Failed);
        Assert.Contains(says ?? "", result.FailureMessage ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.FailureMessage ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.5", 11111, 0)]
    [InlineData(null, 0, 0)]
    [InlineData("node-a", 0, 1)]
    [InlineData("node-a", 70000, 2)]
    public void An_address_is_one_of_this_machine(string? address, int port, int problems) =>
        Assert.Equal(problems, new NodesOptions { Address = address, Port = port }.Problems().Count());

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public void On_one_machine_the_nodes_reach_each_other_by_its_loopback(string redis) =>
        Assert.True(System.Net.IPAddress.IsLoopback(NodeAddress.Towards(new System.Net.DnsEndPoint(redis, 6379))));
}
