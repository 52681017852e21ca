using CxBot.Tests.Testing;
using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Audit;

namespace CxBot.Tests.Accounts;

public sealed class WeakPasswordsTests
{
    private static readonly string[] Own = ["Sari", "sari", "wulandari", "example", "sari.wulandari@example.test", "Kedai", "Nusa"];

    [Theory]
    [InlineData("1234567890")]
    [InlineData("aaaaaaaaaa")]
    [InlineData("password123")]
    [InlineData("qwertyuiop")]
    [InlineData("Password!2024")]
    [InlineData("p4ssw0rd123")]
    [InlineData("asdfghjkl123")]
    [InlineData("poiuytrewq")]
    [InlineData("1q2w3e4r5t")]
    [InlineData("zaq12wsxcde3")]
    [InlineData("abcdefghij")]
    [InlineData("kudakudakuda")]
    [InlineData("081234567890")]
    [InlineData("indonesia123")]
    [InlineData("Bismillah99")]
    [InlineData("sayang-cinta-1")]
    [InlineData("iloveyou12345")]
    [InlineData("admin-admin")]
    [InlineData("!!!!!!!!!!!!")]
    [InlineData("dragonmonkey")]
    public void What_is_guessed_first_is_refused(string password) =>
        Assert.Equal(WeakPasswords.Common, WeakPasswords.Weakness(password, Own));

    [Theory]
    [InlineData("sari.wulandari@example.test")]
    [InlineData("wulandari1998")]
    [InlineData("KedaiNusa2026!")]
    [InlineData("sari-kedai-1")]
    public void What_is_made_of_ones_own_words_is_refused(string password) =>
        Assert.Equal(WeakPasswords.Own, WeakPasswords.Weakness(password, Own));

    [Theory]
    [InlineData("kuda baterai benar")]
    [InlineData("kata-sandi-yang-panjang")]
    [InlineData("jendela biru tetangga")]
    [InlineData("sari minum teh di teras")]
    [InlineData("tR7#kq9Lm2")]
    [InlineData("correct horse battery")]
    [InlineData("hujan turun di bogor pagi")]
    [InlineData("日本語のパスワード一二三")]
    public void What_only_its_owner_would_choose_is_taken(string password) => Assert.Null(WeakPasswords.Weakness(password, Own));

    [Fact]
    public async Task An_account_with_such_a_password_is_refused_with_its_reason()
    {
        await using var services = await new AgentServicesFixture().MigratedAsync();
        var token = TestContext.Current.CancellationToken;
        Assert.Equal(AccountProblem.PasswordCommon,
            (await services.Accounts.CreateAsync(
                AuditActor.CommandLine, "sari@example.test", "Sari", AgentRoles.Agent, "password123", token)).Problem);
        Assert.Equal(AccountProblem.PasswordOwn,
            (await services.Accounts.CreateAsync(
                AuditActor.CommandLine, "sari@example.test", "Sari", AgentRoles.Agent, "sari@example.test", token)).Problem);
        Assert.Empty(await services.Accounts.ListAsync(token));
    }
}
