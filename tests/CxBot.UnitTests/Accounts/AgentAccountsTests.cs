using CxBot.Tests.Testing;
using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Audit;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Accounts;

public sealed class AgentAccountsTests
{
    private const string Password = "kuda baterai benar";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("not an address", "Sari", Password, AccountProblem.EmailInvalid)]
    [InlineData("sari@example.test", "  ", Password, AccountProblem.NameMissing)]
    [InlineData("sari@example.test", "Sari", "123456789", AccountProblem.PasswordTooShort)]
    public async Task An_account_that_cannot_be_is_refused_with_its_reason(
        string email, string name, string password, AccountProblem expected)
    {
        await using var services = await new AgentServicesFixture().MigratedAsync();
        Assert.Equal(expected,
            (await services.Accounts.CreateAsync(AuditActor.CommandLine, email, name, AgentRoles.Agent, password, Token)).Problem);
        Assert.Empty(await services.Accounts.ListAsync(Token));
    }

    [Fact]
    public async Task An_endless_password_is_refused_before_it_is_hashed()
    {
        await using var services = await new AgentServicesFixture().MigratedAsync();
        var outcome = await services.Accounts.CreateAsync(
            AuditActor.CommandLine, "sari@example.test", "Sari", AgentRoles.Agent, new string('x', 300), Token);
        Assert.Equal(AccountProblem.PasswordTooLong, outcome.Problem);
    }

    [Fact]
    public async Task Two_agents_cannot_have_one_address_however_it_is_written()
    {
        await using var services = await new AgentServicesFixture().MigratedAsync();
        await services.Accounts.CreateAsync(AuditActor.CommandLine, "sari@example.test", "Sari", AgentRoles.Agent, Password, Token);
        Assert.Equal(AccountProblem.EmailTaken,
            (await services.Accounts.CreateAsync(
                AuditActor.CommandLine, "SARI@example.test", "Sari", AgentRoles.Agent, Password, Token)).Problem);
    }

    [Fact]
    public async Task The_last_administrator_can_be_neither_disabled_nor_made_an_agent()
    {
        await using var services = await new AgentServicesFixture().MigratedAsync();
        var sari = (await services.Accounts.CreateAsync(
            AuditActor.CommandLine, "sari@example.test", "Sari", AgentRoles.Administrator, Password, Token)).Agent!;
        // Invited, but has no password yet: cannot administer.
        await services.Accounts.CreateAsync(
            AuditActor.CommandLine, "budi@example.test", "Budi", AgentRoles.Administrator, password: null, Token);

        Assert.Equal(AccountProblem.LastAdministrator, await services.Accounts.DisableAsync(AuditActor.CommandLine, sari.Id, Token));
        Assert.Equal(AccountProblem.LastAdministrator,
            await services.Accounts.SetRoleAsync(AuditActor.CommandLine, sari.Id, AgentRoles.Agent, Token));
    }

    [Fact]
    public async Task A_new_role_replaces_the_old_one_and_ends_open_sessions()
    {
        await using var services = await new AgentServicesFixture().MigratedAsync();
        await services.Accounts.CreateAsync(AuditActor.CommandLine, "sari@example.test", "Sari", AgentRoles.Administrator, Password, Token);
        var budi = (await services.Accounts.CreateAsync(
            AuditActor.CommandLine, "budi@example.test", "Budi", AgentRoles.Administrator, Password, Token)).Agent!;

        Assert.Null(await services.Accounts.SetRoleAsync(AuditActor.CommandLine, budi.Id, AgentRoles.Agent, Token));

        await using var scope = services.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Agent>>();
        var now = (await users.FindByIdAsync(budi.Id))!;
        Assert.Equal([AgentRoles.Agent], await users.GetRolesAsync(now));
        Assert.NotEqual(budi.SecurityStamp, now.SecurityStamp);
    }
}
