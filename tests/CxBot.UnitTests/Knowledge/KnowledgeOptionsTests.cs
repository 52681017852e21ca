using CxBot.Hosting;
using CxBot.Knowledge;

namespace CxBot.Tests.Knowledge;

public sealed class KnowledgeOptionsTests
{
    [Theory]
    [InlineData("BuiltIn")]
    [InlineData("english")]
    [InlineData("builtin")]
    [InlineData("None")]
    public void A_known_encoder_is_accepted(string encoder) => Assert.True(Validate(new KnowledgeOptions { Encoder = encoder }).Succeeded);

    [Theory]
    [InlineData("/nowhere/model", "nor a folder that exists")]
    [InlineData("", "Knowledge:Encoder is empty")]
    public void Another_encoder_is_refused_by_name(string encoder, string message) =>
        Assert.Contains(message, Validate(new KnowledgeOptions { Encoder = encoder }).FailureMessage, StringComparison.Ordinal);

    [Fact]
    public void Each_wrong_setting_is_named()
    {
        var failure = Validate(new KnowledgeOptions { Folder = " ", DefaultLanguage = "", QuietMilliseconds = 0 }).FailureMessage;

        Assert.Contains("Knowledge:Folder", failure, StringComparison.Ordinal);
        Assert.Contains("Knowledge:DefaultLanguage", failure, StringComparison.Ordinal);
        Assert.Contains("Knowledge:QuietMilliseconds", failure, StringComparison.Ordinal);
    }

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(KnowledgeOptions options) =>
        new OptionsCheck<KnowledgeOptions>().Validate(null, options);
}
