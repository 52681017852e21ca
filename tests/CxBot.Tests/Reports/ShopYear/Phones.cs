using System.Collections.Concurrent;

namespace CxBot.Tests.Reports.ShopYear;

/// <summary>What has come to customers' phones, newest last.</summary>
internal sealed class Phones
{
    private readonly ConcurrentDictionary<string, GraphMessage> _last = new();
    private readonly ConcurrentDictionary<string, GraphMessage> _byText = new();

    public Phones(FakeGraph graph) => graph.Then = message =>
    {
        _last[message.To] = message;
        _byText[message.Text] = message;
        return Task.CompletedTask;
    };

    public GraphMessage Last(string phone) => _last["+" + phone];

    public GraphMessage Saying(string text) => _byText[text];
}
