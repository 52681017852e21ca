using CxBot.Storage.Nodes;
using CxBot.Web.Channels.WhatsApp;
using CxBot.Web.Channels.WhatsApp.Graph;
using CxBot.Web.Channels.WhatsApp.Outbound;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Channels.WhatsApp.Outbound;

public sealed class WhatsAppRateLimiterTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly LiveNodes _nodes = new();
    private readonly WhatsAppRateLimiter _pace;

    public WhatsAppRateLimiterTests() =>
        _pace = new(Options.Create(new WhatsAppOptions()), _nodes, _time, NullLogger<WhatsAppRateLimiter>.Instance);

    [Theory]
    [InlineData(1, 45)]
    [InlineData(2, 23)]
    [InlineData(3, 15)]
    public void Of_a_customers_places_each_of_several_nodes_has_its_share(int live, int places)
    {
        _nodes.Count = live;
        for (var i = 0; i < places; i++)
            Assert.Null(_pace.TakeCustomersPlace("6281"));
        Assert.NotNull(_pace.TakeCustomersPlace("6281"));
    }

    [Fact]
    public void Of_a_stopped_number_one_goes_ahead_and_looking_takes_nobodys_turn()
    {
        _pace.StopSending(190, "Invalid OAuth access token");
        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.Null(_pace.MustWait());
        Assert.Null(_pace.MustWait());
        Assert.Null(_pace.GoAhead());
        Assert.NotNull(_pace.GoAhead());
        Assert.NotNull(_pace.MustWait());
        // The one that tried was refused for its own sake: the next need not wait a minute for that.
        _pace.Spared();
        Assert.Null(_pace.GoAhead());
        _pace.Sent();
        Assert.Null(_pace.Stop);
        Assert.Null(_pace.GoAhead());
    }

    [Fact]
    public void Many_that_are_too_fast_together_are_one_time()
    {
        var because = new WhatsAppOutcome.Rejected(80007, "Rate limit issues");
        for (var i = 0; i < 50; i++)
            Assert.InRange(_pace.SlowDown(because), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.Equal(80007, _pace.WaitsFor?.Code);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.InRange(_pace.SlowDown(because), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
        _pace.Sent();
        Assert.Null(_pace.WaitsFor);
    }

    [Theory]
    [InlineData(130497)]
    [InlineData(131026)]
    [InlineData(131049)]
    [InlineData(132001)]
    [InlineData(131063)]
    [InlineData(131053)]
    [InlineData(100)]
    public void What_is_about_one_message_stops_nothing(int code)
    {
        _pace.Heed(code, "");
        Assert.Null(_pace.Stop);
        Assert.Null(_pace.TemplatesMustStop());
        Assert.Null(_pace.MustWait());
    }

    [Fact]
    public void Limited_templates_are_tried_again_after_ten_minutes_and_a_reply_says_nothing_of_them()
    {
        _pace.Heed(131064, "limit");
        Assert.Null(_pace.MustWait());
        _pace.Sent();
        Assert.Equal(131064, _pace.TemplatesMustStop()?.Code);
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(_pace.TemplatesMustStop());
        Assert.NotNull(_pace.TemplatesStop);
        _pace.Sent(template: true);
        Assert.Null(_pace.TemplatesStop);
    }

    public void Dispose() => _pace.Dispose();
}
