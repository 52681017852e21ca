using CxBot.Answering.Model;
using CxBot.Hosting;

namespace CxBot.Tests.Answering.Model;

public sealed class ModelOptionsTests
{
    private const string Secret = "sk-very-secret";

    [Fact]
    public void Without_a_model_nothing_is_wrong() => Assert.True(Validate(new ModelOptions()).Succeeded);

    [Theory]
    [InlineData("AzureOpenAI", "https://kedai.openai.azure.com/", Secret, "gpt")]
    [InlineData("openai", null, Secret, "gpt-4o-mini")]
    [InlineData("OpenAICompatible", "https://generativelanguage.googleapis.com/v1beta/openai/", Secret, "gemini-2.5-flash")]
    [InlineData("OpenAICompatible", "http://localhost:11434/v1", null, "llama3.1")]
    public void Each_provider_has_what_it_needs(string provider, string? endpoint, string? key, string deployment) =>
        Assert.True(Validate(
            new ModelOptions { Provider = provider, Endpoint = endpoint, ApiKey = key, Deployment = deployment }).Succeeded);

    [Theory]
    [InlineData(null, "https://x.example", Secret, "m", "Answering:Model:Provider is missing")]
    [InlineData("Gemini", "https://x.example", Secret, "m", "Answering:Model:Provider is 'Gemini'")]
    [InlineData("2", "https://x.example", Secret, "m", "Answering:Model:Provider is '2'")]
    [InlineData("AzureOpenAI", null, Secret, "m", "Answering:Model:Endpoint is missing")]
    [InlineData("AzureOpenAI", "http://x.example", Secret, "m", "must begin with https")]
    [InlineData("OpenAICompatible", "http://models.example/v1", Secret, "m", "must begin with https")]
    [InlineData("OpenAICompatible", "http://10.0.0.9:11434/v1", null, "m", "must begin with https")]
    [InlineData("AzureOpenAI", "https://x.example", null, "m", "Answering:Model:ApiKey is missing")]
    [InlineData("OpenAI", null, Secret, null, "Answering:Model:Deployment is missing")]
    [InlineData("OpenAI", "https://x.example", Secret, "m", "Answering:Model:Endpoint is set")]
    [InlineData("OpenAICompatible", "localhost:11434", null, "m", "Answering:Model:Endpoint is not an http or https address")]
    [InlineData("OpenAICompatible", "https://me:sk-very-secret@x.example", null, "m",
        "Answering:Model:Endpoint is not an http or https address")]
    public void What_is_half_configured_is_named_and_no_secret_is(
        string? provider, string? endpoint, string? key, string? deployment, string problem)
    {
        var failure = Validate(
            new ModelOptions { Provider = provider, Endpoint = endpoint, ApiKey = key, Deployment = deployment }).FailureMessage;
        Assert.Contains(problem, failure, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_setting_out_of_its_bounds_is_named()
    {
        var failure = Validate(new ModelOptions
        {
            Provider = "OpenAI",
            ApiKey = Secret,
            Deployment = "m",
            When = (ModelUse)7,
            SureFrom = 0.2,
            Tone = "",
            Timeout = TimeSpan.FromSeconds(9),
            MaxOutputTokens = 1,
            Temperature = 3,
            CallsPerConversation = 0,
            CallsPerDay = 0,
            AddressShare = 0,
            HourShare = 1.1,
        }).FailureMessage;
        foreach (var setting in (string[])["When", "SureFrom", "Tone", "Timeout", "MaxOutputTokens", "Temperature", "CallsPerConversation",
            "CallsPerDay", "AddressShare", "HourShare"])
            Assert.Contains("Answering:Model:" + setting, failure, StringComparison.Ordinal);
    }

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(ModelOptions options) =>
        new OptionsCheck<ModelOptions>().Validate(null, options);
}
