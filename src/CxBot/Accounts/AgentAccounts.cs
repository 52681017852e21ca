using System.Net.Mail;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Handover;
using CxBot.Language;
using CxBot.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Accounts;

/// <summary>Who may sign in at the desk, and as what. Used by the desk's administrators and by the command line alike.</summary>
public sealed class AgentAccounts(AccountActs acts, IDbContextFactory<CxBotDbContext> contexts, HandoverQueue queue, TimeProvider time)
{
    private const int MaxNameLength = 60;

    /// <summary>Makes an account. Without a password it is an invitation: its owner sets one through a link.</summary>
    public async Task<AccountOutcome> CreateAsync(AuditActor by, string email, string name, string role, string? password,
        CancellationToken cancellationToken)
    {
        (email, name) = (email.Trim(), name.Trim());
        if (!IsEmail(email))
            return AccountProblem.EmailInvalid;
        if (!IsName(name))
            return AccountProblem.NameMissing;
        if (password is { Length: > AgentPasswords.Longest })
            return AccountProblem.PasswordTooLong;
        var agent = new Agent { UserName = email, Email = email, DisplayName = name, CreatedAt = time.GetUtcNow() };
        var problem = await acts.RunAsync(by, own: null, async work =>
        {
            if (await work.Users.FindByEmailAsync(email) is not null)
                return AccountProblem.EmailTaken;
            await EnsureRoleAsync(work.Roles, role);
            if (Left(password is null ? await work.Users.CreateAsync(agent) : await work.Users.CreateAsync(agent, password)) is { } why)
                return why;
            work.Tell(AuditActs.AgentCreated, agent, ("role", role));
            return Left(await work.Users.AddToRoleAsync(agent, role));
        }, cancellationToken);
        return problem is { } refused ? refused : new AccountOutcome(agent, null);
    }

    /// <summary>Renames an agent: customers see the new name from the next message on.</summary>
    public Task<AccountProblem?> RenameAsync(AuditActor by, string agentId, string name, CancellationToken cancellationToken) =>
        acts.ChangeAsync(by, agentId, ownToo: true, async (work, agent) =>
    {
        if (!IsName(name.Trim()))
            return AccountProblem.NameMissing;
        agent.DisplayName = name.Trim();
        work.Tell(AuditActs.AgentRenamed, agent);
        return Left(await work.Users.UpdateAsync(agent));
    }, cancellationToken);

    /// <summary>The photo that customers see, or none.</summary>
    public Task<AccountProblem?> SetPhotoAsync(AuditActor by, string agentId, string? photoId, CancellationToken cancellationToken) =>
        acts.ChangeAsync(by, agentId, ownToo: true, async (work, agent) =>
    {
        agent.PhotoId = photoId;
        return Left(await work.Users.UpdateAsync(agent));
    }, cancellationToken);

    /// <summary>
    /// Gives the agent this role instead of the one they have, and ends their open sessions, which still say the old one.
    /// </summary>
    public Task<AccountProblem?> SetRoleAsync(AuditActor by, string agentId, string role, CancellationToken cancellationToken) =>
        acts.ChangeAsync(by, agentId, ownToo: false, async (work, agent) =>
    {
        if (role != AgentRoles.Administrator && await IsLastAdministratorAsync(work.Db, agentId, cancellationToken))
            return AccountProblem.LastAdministrator;
        await EnsureRoleAsync(work.Roles, role);
        var had = await work.Users.GetRolesAsync(agent);
        await work.Users.RemoveFromRolesAsync(agent, [.. had.Where(one => one != role)]);
        if (!had.Contains(role))
            await work.Users.AddToRoleAsync(agent, role);
        work.Tell(AuditActs.RoleChanged, agent, ("role", role));
        return Left(await work.Users.UpdateSecurityStampAsync(agent));
    }, cancellationToken);

    /// <summary>Shuts the agent out: no sign-in, open sessions end, and what they had goes back to the queue.</summary>
    public async Task<AccountProblem?> DisableAsync(AuditActor by, string agentId, CancellationToken cancellationToken)
    {
        var problem = await acts.ChangeAsync(by, agentId, ownToo: false, async (work, agent) =>
        {
            if (await IsLastAdministratorAsync(work.Db, agentId, cancellationToken))
                return AccountProblem.LastAdministrator;
            agent.Disabled = true;
            work.Tell(AuditActs.AgentDisabled, agent);
            return Left(await work.Users.UpdateSecurityStampAsync(agent));
        }, cancellationToken);
        if (problem is null)
            await ReleaseAllAsync(agentId, cancellationToken);
        return problem;
    }

    public Task<AccountProblem?> EnableAsync(AuditActor by, string agentId, CancellationToken cancellationToken) =>
        acts.ChangeAsync(by, agentId, ownToo: false, async (work, agent) =>
    {
        agent.Disabled = false;
        work.Tell(AuditActs.AgentEnabled, agent);
        return Left(await work.Users.UpdateSecurityStampAsync(agent));
    }, cancellationToken);

    /// <summary>Signs an agent out everywhere: every cookie and every open desk.</summary>
    public Task<AccountProblem?> EndSessionsAsync(AuditActor by, string agentId, CancellationToken cancellationToken) =>
        acts.ChangeAsync(by, agentId, ownToo: true, async (work, agent) =>
    {
        work.Tell(AuditActs.SignedOut, agent);
        return Left(await work.Users.UpdateSecurityStampAsync(agent));
    }, cancellationToken);

    /// <summary>Everyone, by name.</summary>
    public async Task<IReadOnlyList<AgentListing>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var administrators = await ActingAgents.Administrators(db).Select(a => a.Id).ToListAsync(cancellationToken);
        var agents = await db.Users.AsNoTracking().OrderBy(a => a.DisplayName).ToListAsync(cancellationToken);
        return [.. agents.Select(agent => new AgentListing(agent, administrators.Contains(agent.Id)))];
    }

    /// <summary>Whether somebody can administer: has the role, is not disabled, and has set a password.</summary>
    public async Task<bool> AnyAdministratorAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await ActingAgents.Administrators(db).AnyAsync(a => !a.Disabled && a.PasswordHash != null, cancellationToken);
    }

    private static async Task<bool> IsLastAdministratorAsync(CxBotDbContext db, string agentId, CancellationToken cancellationToken)
    {
        var able = ActingAgents.Administrators(db).Where(a => !a.Disabled && a.PasswordHash != null);
        return await able.AnyAsync(a => a.Id == agentId, cancellationToken)
            && !await able.AnyAsync(a => a.Id != agentId, cancellationToken);
    }

    private async Task ReleaseAllAsync(string agentId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var agent = await db.Users.AsNoTracking().SingleAsync(a => a.Id == agentId, cancellationToken);
        foreach (var id in await db.Conversations.Where(c => c.OwnerId == agentId).Select(c => c.Id).ToListAsync(cancellationToken))
            await queue.ReleaseFromAsync(id, agent, cancellationToken);
    }

    private static async Task EnsureRoleAsync(RoleManager<IdentityRole> roles, string role)
    {
        if (role is not (AgentRoles.Agent or AgentRoles.Administrator))
            throw new ArgumentOutOfRangeException(nameof(role), role, "There is no such role.");
        if (!await roles.RoleExistsAsync(role))
            await roles.CreateAsync(new IdentityRole(role));
    }

    private static bool IsEmail(string email) => email.Length <= 254 && MailAddress.TryCreate(email, out var read) && read.Address == email;

    private static bool IsName(string name) => name.Length <= MaxNameLength && PersonName.Read(name) is not null;

    internal static AccountProblem? Left(IdentityResult result) => result.Succeeded ? null : Problem(result);

    /// <summary>Identity's first complaint, as one of ours.</summary>
    private static AccountProblem Problem(IdentityResult result) => result.Errors.FirstOrDefault()?.Code switch
    {
        nameof(IdentityErrorDescriber.PasswordTooShort) => AccountProblem.PasswordTooShort,
        WeakPasswords.Common => AccountProblem.PasswordCommon,
        WeakPasswords.Own => AccountProblem.PasswordOwn,
        nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName) => AccountProblem.EmailTaken,
        nameof(IdentityErrorDescriber.InvalidEmail) or nameof(IdentityErrorDescriber.InvalidUserName) => AccountProblem.EmailInvalid,
        nameof(IdentityErrorDescriber.InvalidToken) => AccountProblem.LinkInvalid,
        _ => AccountProblem.TryAgain,
    };
}
