using CxBot.Tests.Testing;
using CxBot.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Accounts;

public sealed class FirstAdministratorTests
{
    private const string Password = "kuda baterai benar";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_link_makes_one_administrator_and_is_then_gone()
    {
        await using var services = await new AgentServicesFixture().MigratedAsync();
        var first = services.Services.GetRequiredService<FirstAdministrator>();
        var token = (await first.LinkAsync(Token))!.Split("token=")[1];

        var outcome = await first.CreateAsync(token, "Sari", "sari@example.test", Password, null, Token);

        Assert.Equal("sari@example.test", outcome?.Agent?.Email);
        Assert.Null(await first.LinkAsync(Token));
        Assert.False(await first.IsOpenAsync(token, Token));
        Assert.Null(await first.CreateAsync(token, "Budi", "budi@example.test", Password, null, Token));
    }

    [Fact]
    public async Task Two_who_press_at_once_do_not_both_become_the_first()
    {
        await using var services = await new AgentServicesFixture().MigratedAsync();
        var first = services.Services.GetRequiredService<FirstAdministrator>();
        var token = (await first.LinkAsync(Token))!.Split("token=")[1];

        var outcomes = await Task.WhenAll(
            Enumerable.Range(1, 4).Select(i => first.CreateAsync(token, $"Agen {i}", $"agen{i}@example.test", Password, null, Token)));

        Assert.Single(outcomes, outcome => outcome?.Agent is not null);
        Assert.Single(await services.Accounts.ListAsync(Token));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("guess")]
    public async Task Another_token_opens_nothing(string? guess)
    {
        await using var services = await new AgentServicesFixture().MigratedAsync();
        var first = services.Services.GetRequiredService<FirstAdministrator>();
        Assert.False(await first.IsOpenAsync(guess, Token));
        Assert.Null(await first.CreateAsync(guess, "Sari", "sari@example.test", Password, null, Token));
    }

    [Fact]
    public async Task A_refused_password_leaves_the_link_open()
    {
        await using var services = await new AgentServicesFixture().MigratedAsync();
        var first = services.Services.GetRequiredService<FirstAdministrator>();
        var token = (await first.LinkAsync(Token))!.Split("token=")[1];
        Assert.Equal(AccountProblem.PasswordTooShort,
            (await first.CreateAsync(token, "Sari", "sari@example.test", "short", null, Token))?.Problem);
        Assert.True(await first.IsOpenAsync(token, Token));
    }
}
