using CxBot.Accounts;
using CxBot.Audit;
using CxBot.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Desk.SignIn;

public sealed class DisabledAgentTests
{
    [Fact]
    public async Task Who_is_disabled_while_signed_in_reads_why_and_who_only_signed_out_does_not()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var (sari, budi) = (await DeskBrowser.HireAsync(app, "Sari"), await DeskBrowser.HireAsync(app, "Budi"));
        using var disabled = await DeskBrowser.SignedInAsync(app, sari);
        using var left = await DeskBrowser.SignedInAsync(app, budi);
        var accounts = app.Services.GetRequiredService<AgentAccounts>();
        await accounts.DisableAsync(AuditActor.CommandLine, sari.Id, TestContext.Current.CancellationToken);
        await accounts.EndSessionsAsync(AuditActor.CommandLine, budi.Id, TestContext.Current.CancellationToken);

        Assert.Matches(Sentences.AtDesk("SignedOutDisabled"), await ReadsAsync(disabled));
        Assert.DoesNotMatch(Sentences.AtDesk("SignedOutDisabled"), await ReadsAsync(left));
    }

    /// <summary>What the browser shows after the desk has sent it to sign in.</summary>
    private static async Task<string> ReadsAsync(DeskBrowser browser)
    {
        using var answer = await browser.GetAsync("/desk/mine");
        var to = DeskBrowser.LeadsTo(answer)!;
        Assert.StartsWith("/desk/sign-in", to, StringComparison.Ordinal);
        return await browser.PageAsync(to);
    }
}
