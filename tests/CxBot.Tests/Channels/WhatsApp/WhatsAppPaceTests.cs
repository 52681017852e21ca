using CxBot.Web.Channels.WhatsApp;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Channels.WhatsApp;

public sealed class WhatsAppPaceTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly WhatsAppPace pace;

    public WhatsAppPaceTests() => pace = new(Options.Create(new WhatsAppOptions()), time, NullLogger<WhatsAppPace>.Instance);

    [Fact]
    public void Of_a_stopped_number_one_goes_ahead_and_looking_takes_nobodys_turn()
    {
        pace.StopSending(190, "Invalid OAuth access token");
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.Null(pace.MustWait());
        Assert.Null(pace.MustWait());
        Assert.Null(pace.GoAhead());
        Assert.NotNull(pace.GoAhead());
        Assert.NotNull(pace.MustWait());
        // The one that tried was refused for its own sake: the next need not wait a minute for that.
        pace.Spared();
        Assert.Null(pace.GoAhead());
        pace.Sent();
        Assert.Null(pace.Stop);
        Assert.Null(pace.GoAhead());
    }

    [Fact]
    public void Many_that_are_too_fast_together_are_one_time()
    {
        var because = new WhatsAppOutcome.Rejected(80007, "Rate limit issues");
        for (var i = 0; i < 50; i++) Assert.InRange(pace.SlowDown(because), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.Equal(80007, pace.WaitsFor?.Code);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.InRange(pace.SlowDown(because), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
        pace.Sent();
        Assert.Null(pace.WaitsFor);
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
        pace.Heed(code, "");
        Assert.Null(pace.Stop);
        Assert.Null(pace.TemplatesMustStop());
        Assert.Null(pace.MustWait());
    }

    [Fact]
    public void Limited_templates_are_tried_again_after_ten_minutes_and_a_reply_says_nothing_of_them()
    {
        pace.Heed(131064, "limit");
        Assert.Null(pace.MustWait());
        pace.Sent();
        Assert.Equal(131064, pace.TemplatesMustStop()?.Code);
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(pace.TemplatesMustStop());
        Assert.NotNull(pace.TemplatesStop);
        pace.Sent(template: true);
        Assert.Null(pace.TemplatesStop);
    }

    public void Dispose() => pace.Dispose();
}
