using System.Net.Mail;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Agents;

/// <summary>Who may sign in at the desk, and as what. Used by the desk's administrators and by the command line alike.</summary>
/// <remarks>Each act has a scope of its own: a desk's circuit lives for hours, and Identity's stores must not.</remarks>
public sealed class AgentAccounts(IServiceScopeFactory scopes, IDbContextFactory<CxBotDbContext> contexts, HandoverQueue queue, TimeProvider time)
{
    /// <summary>The longest password, in characters: hashing is work, and a stranger must not choose how much.</summary>
    public const int LongestPassword = 256;

    private const int LongestName = 60;

    /// <summary>Makes an account. Without a password it is an invitation: its owner sets one through a link.</summary>
    public Task<AccountOutcome> CreateAsync(string email, string name, string role, string? password, CancellationToken cancellationToken) => InScopeAsync(async (users, roles) =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        (email, name) = (email.Trim(), name.Trim());
        if (!IsEmail(email)) return AccountProblem.EmailInvalid;
        if (!IsName(name)) return AccountProblem.NameMissing;
        if (password is { Length: > LongestPassword }) return AccountProblem.PasswordTooLong;
        if (await users.FindByEmailAsync(email) is not null) return AccountProblem.EmailTaken;

        await EnsureRoleAsync(roles, role);
        var agent = new Agent { UserName = email, Email = email, DisplayName = name, CreatedAt = time.GetUtcNow() };
        var made = password is null ? await users.CreateAsync(agent) : await users.CreateAsync(agent, password);
        if (!made.Succeeded) return Problem(made);
        var given = await users.AddToRoleAsync(agent, role);
        return given.Succeeded ? new AccountOutcome(agent, null) : Problem(given);
    });

    /// <summary>A one-time code with which the agent sets a password: for an invitation, and for one who forgot.</summary>
    /// <returns>Null where there is no such agent, or the agent is disabled.</returns>
    public Task<string?> PasswordCodeAsync(string agentId, CancellationToken cancellationToken) => InScopeAsync(async (users, _) =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await users.FindByIdAsync(agentId) is { Disabled: false } agent ? await users.GeneratePasswordResetTokenAsync(agent) : null;
    });

    /// <summary>Renames an agent: customers see the new name from the next message on.</summary>
    public Task<AccountProblem?> RenameAsync(string agentId, string name, CancellationToken cancellationToken) => ChangeAsync(agentId, async (users, agent) =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!IsName(name.Trim())) return AccountProblem.NameMissing;
        agent.DisplayName = name.Trim();
        return Left(await users.UpdateAsync(agent));
    });

    /// <summary>The photo that customers see, or none.</summary>
    public Task<AccountProblem?> SetPhotoAsync(string agentId, string? photoId, CancellationToken cancellationToken) => ChangeAsync(agentId, async (users, agent) =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        agent.PhotoId = photoId;
        return Left(await users.UpdateAsync(agent));
    });

    /// <summary>Gives the agent this role instead of the one they have, and ends their open sessions, which still say the old one.</summary>
    public Task<AccountProblem?> SetRoleAsync(string agentId, string role, CancellationToken cancellationToken) => InScopeAsync<AccountProblem?>(async (users, roles) =>
    {
        if (await users.FindByIdAsync(agentId) is not { } agent) return AccountProblem.NotFound;
        if (role != AgentRoles.Administrator && await IsLastAdministratorAsync(agentId, cancellationToken)) return AccountProblem.LastAdministrator;
        await EnsureRoleAsync(roles, role);
        await users.RemoveFromRolesAsync(agent, [.. (await users.GetRolesAsync(agent)).Where(had => had != role)]);
        if (!await users.IsInRoleAsync(agent, role)) await users.AddToRoleAsync(agent, role);
        return Left(await users.UpdateSecurityStampAsync(agent));
    });

    /// <summary>Shuts the agent out: no sign-in, open sessions end, and what they had goes back to the queue.</summary>
    public async Task<AccountProblem?> DisableAsync(string agentId, CancellationToken cancellationToken)
    {
        if (await IsLastAdministratorAsync(agentId, cancellationToken)) return AccountProblem.LastAdministrator;
        var problem = await ChangeAsync(agentId, async (users, agent) =>
        {
            agent.Disabled = true;
            return Left(await users.UpdateSecurityStampAsync(agent));
        });
        if (problem is null) await ReleaseAllAsync(agentId, cancellationToken);
        return problem;
    }

    public Task<AccountProblem?> EnableAsync(string agentId, CancellationToken cancellationToken) => ChangeAsync(agentId, async (users, agent) =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        agent.Disabled = false;
        return Left(await users.UpdateSecurityStampAsync(agent));
    });

    /// <summary>Everyone, by name.</summary>
    public async Task<IReadOnlyList<AgentListing>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var administrators = await Administrators(db).Select(a => a.Id).ToListAsync(cancellationToken);
        var agents = await db.Users.AsNoTracking().OrderBy(a => a.DisplayName).ToListAsync(cancellationToken);
        return [.. agents.Select(agent => new AgentListing(agent, administrators.Contains(agent.Id)))];
    }

    /// <summary>Whether somebody can administer: has the role, is not disabled, and has set a password.</summary>
    public async Task<bool> AnyAdministratorAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Administrators(db).AnyAsync(a => !a.Disabled && a.PasswordHash != null, cancellationToken);
    }

    private async Task<bool> IsLastAdministratorAsync(string agentId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var able = Administrators(db).Where(a => !a.Disabled && a.PasswordHash != null);
        return await able.AnyAsync(a => a.Id == agentId, cancellationToken) && !await able.AnyAsync(a => a.Id != agentId, cancellationToken);
    }

    private async Task ReleaseAllAsync(string agentId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var agent = await db.Users.AsNoTracking().SingleAsync(a => a.Id == agentId, cancellationToken);
        foreach (var id in await db.Conversations.Where(c => c.OwnerId == agentId).Select(c => c.Id).ToListAsync(cancellationToken))
            await queue.ReleaseFromAsync(id, agent, cancellationToken);
    }

    private static IQueryable<Agent> Administrators(CxBotDbContext db) =>
        from agent in db.Users
        join held in db.UserRoles on agent.Id equals held.UserId
        join role in db.Roles on held.RoleId equals role.Id
        where role.Name == AgentRoles.Administrator
        select agent;

    private Task<AccountProblem?> ChangeAsync(string agentId, Func<UserManager<Agent>, Agent, Task<AccountProblem?>> change) => InScopeAsync(async (users, _) =>
        await users.FindByIdAsync(agentId) is { } agent ? await change(users, agent) : AccountProblem.NotFound);

    private async Task<T> InScopeAsync<T>(Func<UserManager<Agent>, RoleManager<IdentityRole>, Task<T>> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<UserManager<Agent>>(), scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole>>());
    }

    private static async Task EnsureRoleAsync(RoleManager<IdentityRole> roles, string role)
    {
        if (role is not (AgentRoles.Agent or AgentRoles.Administrator)) throw new ArgumentOutOfRangeException(nameof(role), role, "There is no such role.");
        if (!await roles.RoleExistsAsync(role)) await roles.CreateAsync(new IdentityRole(role));
    }

    private static bool IsEmail(string email) => email.Length <= 254 && MailAddress.TryCreate(email, out var read) && read.Address == email;

    private static bool IsName(string name) => name.Length <= LongestName && PersonName.Read(name) is not null;

    private static AccountProblem? Left(IdentityResult result) => result.Succeeded ? null : Problem(result);

    /// <summary>Identity's first complaint, as one of ours.</summary>
    public static AccountProblem Problem(IdentityResult result) => result.Errors.FirstOrDefault()?.Code switch
    {
        nameof(IdentityErrorDescriber.PasswordTooShort) => AccountProblem.PasswordTooShort,
        nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName) => AccountProblem.EmailTaken,
        nameof(IdentityErrorDescriber.InvalidEmail) or nameof(IdentityErrorDescriber.InvalidUserName) => AccountProblem.EmailInvalid,
        nameof(IdentityErrorDescriber.InvalidToken) => AccountProblem.LinkInvalid,
        _ => AccountProblem.TryAgain,
    };
}
