using CxBot.Web.Channels.WhatsApp.Desk;
using CxBot.Web.Channels.WhatsApp.Graph;
using CxBot.Web.Channels.WhatsApp.Outbound;
using CxBot.Web.Desk;

namespace CxBot.Tests.Channels.WhatsApp.Graph;

/// <summary>Every code that Meta names, and what it is about.</summary>
public sealed class WhatsAppErrorsTests
{
    [Theory]
    [InlineData(1, WhatsAppVerdict.Retry)]
    [InlineData(2, WhatsAppVerdict.Retry)]
    [InlineData(131000, WhatsAppVerdict.Retry)]
    [InlineData(131016, WhatsAppVerdict.Retry)]
    [InlineData(131057, WhatsAppVerdict.Retry)]
    [InlineData(133004, WhatsAppVerdict.Retry)]
    [InlineData(4, WhatsAppVerdict.SlowNumber)]
    [InlineData(80007, WhatsAppVerdict.SlowNumber)]
    [InlineData(130429, WhatsAppVerdict.SlowNumber)]
    [InlineData(131056, WhatsAppVerdict.SlowCustomer)]
    [InlineData(131047, WhatsAppVerdict.WindowShut)]
    [InlineData(131026, WhatsAppVerdict.Undeliverable)]
    [InlineData(131030, WhatsAppVerdict.Undeliverable)]
    [InlineData(130403, WhatsAppVerdict.Undeliverable)]
    [InlineData(130497, WhatsAppVerdict.BarredCountry)]
    [InlineData(131049, WhatsAppVerdict.MarketingHeld)]
    [InlineData(131050, WhatsAppVerdict.MarketingEnded)]
    [InlineData(130472, WhatsAppVerdict.MarketingEnded)]
    [InlineData(131062, WhatsAppVerdict.UsePhone)]
    [InlineData(131052, WhatsAppVerdict.MediaFailed)]
    [InlineData(131053, WhatsAppVerdict.MediaFailed)]
    [InlineData(132000, WhatsAppVerdict.TemplateFailed)]
    [InlineData(132001, WhatsAppVerdict.TemplateFailed)]
    [InlineData(132005, WhatsAppVerdict.TemplateFailed)]
    [InlineData(132007, WhatsAppVerdict.TemplateFailed)]
    [InlineData(132012, WhatsAppVerdict.TemplateFailed)]
    [InlineData(132015, WhatsAppVerdict.TemplateFailed)]
    [InlineData(132016, WhatsAppVerdict.TemplateFailed)]
    [InlineData(132018, WhatsAppVerdict.TemplateFailed)]
    [InlineData(131063, WhatsAppVerdict.TemplateFailed)]
    [InlineData(131064, WhatsAppVerdict.StopTemplates)]
    [InlineData(131042, WhatsAppVerdict.StopNumber)]
    [InlineData(131048, WhatsAppVerdict.StopNumber)]
    [InlineData(368, WhatsAppVerdict.StopNumber)]
    [InlineData(131031, WhatsAppVerdict.StopNumber)]
    [InlineData(131037, WhatsAppVerdict.StopNumber)]
    [InlineData(131045, WhatsAppVerdict.StopNumber)]
    [InlineData(133010, WhatsAppVerdict.StopNumber)]
    [InlineData(190, WhatsAppVerdict.StopNumber)]
    [InlineData(0, WhatsAppVerdict.StopNumber)]
    [InlineData(3, WhatsAppVerdict.StopNumber)]
    [InlineData(10, WhatsAppVerdict.StopNumber)]
    [InlineData(131005, WhatsAppVerdict.StopNumber)]
    [InlineData(200, WhatsAppVerdict.StopNumber)]
    [InlineData(299, WhatsAppVerdict.StopNumber)]
    [InlineData(100, WhatsAppVerdict.Refused)]
    [InlineData(131008, WhatsAppVerdict.Refused)]
    [InlineData(131009, WhatsAppVerdict.Refused)]
    [InlineData(131051, WhatsAppVerdict.Refused)]
    [InlineData(999999, WhatsAppVerdict.Refused)]
    [InlineData(null, WhatsAppVerdict.Refused)]
    public void A_code_is_judged_by_what_it_is_about(int? code, WhatsAppVerdict verdict) =>
        Assert.Equal(verdict, WhatsAppErrors.Decide(code));

    [Fact]
    public void Each_verdict_has_words_for_the_agent_in_both_languages()
    {
        foreach (var language in DeskWords.Languages)
        {
            Assert.All(Enum.GetValues<WhatsAppVerdict>(), verdict => Assert.NotEmpty(WhatsAppWords.For(verdict, language)));
            Assert.All(Enum.GetValues<WhatsAppFileProblem>(), problem => Assert.NotEmpty(WhatsAppWords.For(problem, language)));
        }
    }
}
