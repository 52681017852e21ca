using CxBot.Conversations;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Agents;

public sealed class AgentCommandTests
{
    private const string Password = "kuda baterai benar";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_agent_is_created_in_an_empty_database_and_listed()
    {
        await using var services = new AgentServicesFixture();
        var created = await RunAsync(
            services, Password, "create", "--email", "sari@example.test", "--name", "Sari", "--role", "administrator");
        Assert.Equal((0, "sari@example.test can sign in as administrator."), (created.Code, created.Output.Trim()));

        var listed = await RunAsync(services, "", "list");
        Assert.Equal((0, "sari@example.test\tadministrator\tactive\tSari"), (listed.Code, listed.Output.Trim()));
    }

    [Fact]
    public async Task Without_a_password_on_standard_input_nobody_is_created()
    {
        await using var services = new AgentServicesFixture();
        var (code, output) = await RunAsync(services, "", "create", "--email", "a@example.test", "--name", "A", "--role", "agent");
        Assert.Equal(2, code);
        Assert.StartsWith("No password came on standard input", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_password_is_refused()
    {
        await using var services = new AgentServicesFixture();
        var (code, output) = await RunAsync(services, "short", "create", "--email", "a@example.test", "--name", "A", "--role", "agent");
        Assert.Equal((1, "The password is too short: at least 10 characters."), (code, output.Trim()));
    }

    [Fact]
    public async Task A_disabled_agent_keeps_nothing_even_while_the_app_is_down()
    {
        await using var services = new AgentServicesFixture();
        await RunAsync(services, Password, "create", "--email", "sari@example.test", "--name", "Sari", "--role", "agent");
        await services.GiveAsync(new("c1"), (await services.Accounts.ListAsync(Token))[0].Agent);

        Assert.Equal(0, (await RunAsync(services, "", "disable", "--email", "SARI@example.test")).Code);

        await using var db = services.Db();
        Assert.True((await db.Users.SingleAsync(Token)).Disabled);
        Assert.Equal(ConversationStatus.WaitingForAgent, (await db.Conversations.SingleAsync(Token)).Status);
        Assert.Equal("sari@example.test\tagent\tdisabled\tSari", (await RunAsync(services, "", "list")).Output.Trim());
    }

    [Fact]
    public async Task Nobody_can_be_disabled_who_is_not_there()
    {
        await using var services = new AgentServicesFixture();
        Assert.Equal((1, "There is no agent with x@example.test."), await TrimmedAsync(services, "disable", "--email", "x@example.test"));
    }

    private static async Task<(int, string)> TrimmedAsync(AgentServicesFixture services, params string[] args)
    {
        var (code, output) = await RunAsync(services, "", args);
        return (code, output.Trim());
    }

    private static async Task<(int Code, string Output)> RunAsync(AgentServicesFixture services, string input, params string[] args)
    {
        var (code, output, error) = await Shell.RunAsync(services.Services, input, ["agent", .. args]);
        return (code, output + error);
    }
}
