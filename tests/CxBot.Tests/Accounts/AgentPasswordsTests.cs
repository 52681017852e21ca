using System.Net;
using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Tests.Testing;
using CxBot.Web.Desk.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Accounts;

/// <summary>Links and roles: who may give them, and which of them work.</summary>
public sealed class AgentPasswordsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_links_for_one_agent_the_newer_works_once()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var passwords = app.Services.GetRequiredService<AgentPasswords>();
        var sari = await DeskBrowser.HireAsync(app, "Sari");
        var older = (await passwords.LinkCodeAsync(AuditActor.CommandLine, sari.Id, Token))!;
        var newer = (await passwords.LinkCodeAsync(AuditActor.CommandLine, sari.Id, Token))!;

        Assert.Null(await passwords.FindByLinkAsync(sari.Id, older, Token));
        Assert.Equal(AccountProblem.LinkInvalid, await passwords.UseLinkAsync(sari.Id, older, "jendela biru tetangga", null, Token));
        using var browser = new DeskBrowser(app);
        using (var gone = await browser.GetAsync("/" + DeskLinks.Welcome(sari.Id, older)))
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        using (var set = await browser.SendAsync("/" + DeskLinks.Welcome(sari.Id, newer), "welcome", ("Password", "jendela biru tetangga")))
            Assert.Equal("/desk", DeskBrowser.LeadsTo(set));
        using (var again = await browser.GetAsync("/" + DeskLinks.Welcome(sari.Id, newer)))
            Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        using var entered = await new DeskBrowser(app).SignInAsync(sari.Email!, "jendela biru tetangga");
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
    }

    [Fact]
    public async Task Whoever_is_no_administrator_any_more_makes_no_link_and_changes_nobody()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var (accounts, passwords, twoFactor) = (app.Services.GetRequiredService<AgentAccounts>(),
            app.Services.GetRequiredService<AgentPasswords>(), app.Services.GetRequiredService<AgentTwoFactor>());
        var sari = await DeskBrowser.HireAsync(app, "Sari");
        var budi = await DeskBrowser.HireAsync(app, "Budi", AgentRoles.Administrator);
        await DeskBrowser.HireAsync(app, "Dewi", AgentRoles.Administrator);
        var by = AuditActor.Of(budi, "203.0.113.9");
        Assert.NotNull(await passwords.LinkCodeAsync(by, sari.Id, Token));
        await accounts.SetRoleAsync(AuditActor.CommandLine, budi.Id, AgentRoles.Agent, Token);
        var before = await app.ReadAsync(db => db.AuditEntries.CountAsync(Token));

        Assert.Null(await passwords.LinkCodeAsync(by, sari.Id, Token));
        Assert.Equal(AccountProblem.NotAllowed, await accounts.SetRoleAsync(by, budi.Id, AgentRoles.Administrator, Token));
        Assert.Equal(AccountProblem.NotAllowed, await accounts.DisableAsync(by, sari.Id, Token));
        Assert.Equal(AccountProblem.NotAllowed, await accounts.EnableAsync(by, sari.Id, Token));
        Assert.Equal(AccountProblem.NotAllowed, await accounts.RenameAsync(by, sari.Id, "Lain", Token));
        Assert.Equal(AccountProblem.NotAllowed, await accounts.SetPhotoAsync(by, sari.Id, "x", Token));
        Assert.Equal(AccountProblem.NotAllowed, await twoFactor.TurnOffAsync(by, sari.Id, Token));
        Assert.Equal(AccountProblem.NotAllowed,
            (await accounts.CreateAsync(by, "x@example.test", "X", AgentRoles.Administrator, null, Token)).Problem);
        Assert.Equal(before, await app.ReadAsync(db => db.AuditEntries.CountAsync(Token)));
        // One's own name is one's own, until one is disabled.
        Assert.Null(await accounts.RenameAsync(by, budi.Id, "Budiman", Token));
        await accounts.DisableAsync(AuditActor.CommandLine, budi.Id, Token);
        Assert.Equal(AccountProblem.NotAllowed, await accounts.RenameAsync(by, budi.Id, "Budi", Token));
    }
}
