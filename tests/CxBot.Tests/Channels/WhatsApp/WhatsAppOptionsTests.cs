using CxBot.Web.Channels.WhatsApp;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Channels.WhatsApp;

public sealed class WhatsAppOptionsTests
{
    private static WhatsAppOptions Whole() => new() { AppSecret = "a", VerifyToken = "b", AccessToken = "c", PhoneNumberId = "1" };

    [Fact]
    public void Nothing_is_off_and_all_is_on()
    {
        Assert.Empty(new WhatsAppOptions().Problems());
        Assert.False(new WhatsAppOptions().IsOn);
        Assert.Empty(Whole().Problems());
        Assert.True(Whole().IsOn);
    }

    [Fact]
    public void What_is_half_configured_names_what_is_missing()
    {
        var cases = new (Action<WhatsAppOptions> Break, string Named)[]
        {
            (o => o.AppSecret = null, "AppSecret"), (o => o.VerifyToken = " ", "VerifyToken"), (o => o.AccessToken = "", "AccessToken"),
            (o => o.PhoneNumberId = null, "PhoneNumberId"),
            (o => o.PhoneNumberId = "+62 812", "PhoneNumberId"), (o => o.BusinessAccountId = "a/b", "BusinessAccountId"),
            (o => o.GraphApiBaseUrl = "http://graph.facebook.com", "GraphApiBaseUrl"),
            (o => o.GraphApiBaseUrl = "graph", "GraphApiBaseUrl"), (o => o.GraphApiVersion = "26", "GraphApiVersion"),
            (o => o.MessagesPerSecond = 0, "MessagesPerSecond"),
            (o => o.CustomerBurst = 46, "CustomerBurst"), (o => o.UnconfirmedAfter = TimeSpan.Zero, "UnconfirmedAfter"),
            (o => o.RequestTimeout = TimeSpan.Zero, "RequestTimeout"),
        };
        foreach (var (spoil, named) in cases)
        {
            var options = Whole();
            spoil(options);
            var problem = Assert.Single(options.Problems());
            Assert.Contains($"Channels:WhatsApp:{named}", problem, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_half_configured_app_refuses_to_start()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(
            () => ChannelHost.StartAsync(new() { ["Channels:WhatsApp:PhoneNumberId"] = "1" }));
        Assert.Contains("Channels:WhatsApp:AppSecret is missing",
            Assert.IsType<OptionsValidationException>(failure.GetBaseException()).Message, StringComparison.Ordinal);
    }
}
