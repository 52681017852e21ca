using System.Text.Json.Nodes;
using CxBot.Web.Channels.WhatsApp;
using CxBot.Web.Operations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Commands;

public sealed class DoctorCommandTests
{
    private static readonly JsonObject Approved = new() { ["name"] = "halo", ["language"] = "id", ["status"] = "APPROVED" };

    [Fact]
    public async Task A_number_that_is_ready_has_no_problems_and_no_secret_is_shown()
    {
        await using var graph = await FakeGraph.StartAsync();
        graph.Templates = [Approved.DeepClone()];
        var (code, output) = await RunAsync(graph.Settings);
        Assert.Equal(0, code);
        Assert.Contains("ok     token: accepted", output, StringComparison.Ordinal);
        Assert.Contains("ok     app secret: belongs to the token's app", output, StringComparison.Ordinal);
        Assert.Contains("ok     number: +62 811-0000-1234 \"Kedai Nusa\" is connected", output, StringComparison.Ordinal);
        Assert.Contains("ok     subscription: CxBot", output, StringComparison.Ordinal);
        Assert.Contains("ok     templates: 1 approved", output, StringComparison.Ordinal);
        Assert.Contains("whatsapp: 0 problems, 1 advice", output, StringComparison.Ordinal);
        foreach (var secret in new[] { FakeGraph.Token, WhatsAppCustomer.AppSecret, "verify me" })
            Assert.DoesNotContain(secret, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fields_that_the_webhook_is_not_subscribed_to_are_named()
    {
        await using var graph = await FakeGraph.StartAsync();
        graph.Templates = [Approved.DeepClone()];
        Assert.Contains("ok     webhook fields: all", (await RunAsync(graph.Settings)).Output, StringComparison.Ordinal);
        graph.Fields = ["messages", "calls"];
        Assert.Contains("advice webhook fields: not subscribed to smb_message_echoes, user_preferences, account_update",
            (await RunAsync(graph.Settings)).Output, StringComparison.Ordinal);
        graph.Fields = ["calls"];
        var (code, output) = await RunAsync(graph.Settings);
        Assert.Equal(1, code);
        Assert.Contains("WRONG  webhook fields: not subscribed to messages", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AppSecret", "another", "WRONG  app secret:")]
    [InlineData("BusinessAccountId", "12345", "WRONG  account: 12345 cannot be read")]
    [InlineData("AppSecret", "", "Channels:WhatsApp:AppSecret is missing")]
    [InlineData("GraphApiBaseUrl", "http://127.0.0.1:9", "WRONG  connection:")]
    public async Task A_wrong_setting_is_found(string setting, string value, string found)
    {
        await using var graph = await FakeGraph.StartAsync();
        var (code, output) = await RunAsync(new(graph.Settings) { [$"Channels:WhatsApp:{setting}"] = value });
        Assert.Equal(1, code);
        Assert.Contains(found, output, StringComparison.Ordinal);
        Assert.Contains("-> ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(190, "WRONG  token: refused (error 190")]
    [InlineData(10, "WRONG  token: lacks a permission (error 10")]
    [InlineData(100, "WRONG  number: phone number id 1122334455667 is not there")]
    [InlineData(2, "WRONG  number: cannot be read")]
    public async Task What_Meta_refuses_is_explained(int refused, string found)
    {
        await using var graph = await FakeGraph.StartAsync();
        graph.NumberRefused = refused;
        var (code, output) = await RunAsync(graph.Settings);
        Assert.Equal(1, code);
        Assert.Contains(found, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_in_trouble_a_webhook_elsewhere_nobody_subscribed_and_no_templates_are_told()
    {
        await using var graph = await FakeGraph.StartAsync();
        graph.Apps = [];
        graph.Number["status"] = "PENDING";
        graph.Number["quality_rating"] = "RED";
        graph.Number["webhook_configuration"] = new JsonObject { ["application"] = "https://elsewhere.example/hook" };
        var (code, output) = await RunAsync(graph.Settings);
        Assert.Equal(1, code);
        Assert.Contains("WRONG  number: +62 811-0000-1234 \"Kedai Nusa\" is PENDING", output, StringComparison.Ordinal);
        Assert.Contains("advice quality: low (RED)", output, StringComparison.Ordinal);
        Assert.Contains("WRONG  webhook: Meta calls https://elsewhere.example/hook", output, StringComparison.Ordinal);
        Assert.Contains("WRONG  subscription: no app listens", output, StringComparison.Ordinal);
        Assert.Contains("advice templates: none", output, StringComparison.Ordinal);
        Assert.Contains("whatsapp: 3 problems, 3 advice", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_webhook_is_tried_through_the_public_address()
    {
        await using var graph = await FakeGraph.StartAsync();
        graph.Templates = [Approved.DeepClone()];
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), graph.Settings);
        // The app that answers has the same two cores as everything else that is tested now.
        var settings = new Dictionary<string, string?>(graph.Settings)
        {
            ["Operations:PublicUrl"] = app.Address.ToString(),
            ["Channels:WhatsApp:RequestTimeout"] = "00:00:30",
        };
        Assert.Contains("ok     handshake:", (await RunAsync(settings)).Output, StringComparison.Ordinal);
        settings["Channels:WhatsApp:VerifyToken"] = "not the same";
        var (code, output) = await RunAsync(settings);
        Assert.Equal(1, code);
        Assert.Contains("WRONG  handshake:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_settings_it_says_that_the_channel_is_off()
    {
        var (code, output) = await RunAsync([]);
        Assert.Equal(1, code);
        Assert.Contains("so WhatsApp is off", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> RunAsync(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddOptions<OperationsOptions>().Bind(configuration.GetSection(OperationsOptions.Section));
        services.AddSingleton<IConfiguration>(configuration);
        services.AddWhatsApp();
        await using var provider = services.BuildServiceProvider();
        var (code, output, _) = await Shell.RunAsync(provider, "", "doctor", "whatsapp");
        return (code, output);
    }
}
