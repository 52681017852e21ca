using System.Security.Cryptography;
using System.Text;
using CxBot.Agents;
using CxBot.Audit;

namespace CxBot.Accounts;

/// <summary>
/// How the first administrator comes to be, without a default password: through a link that holds a random token, made anew at each start
/// and kept in memory only.
/// </summary>
public sealed class FirstAdministrator(AgentAccounts accounts) : IDisposable
{
    private readonly string _token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>Where the first administrator is made, from the root of the site; null where there is one already.</summary>
    public async Task<string?> LinkAsync(CancellationToken cancellationToken) =>
        await accounts.AnyAdministratorAsync(cancellationToken) ? null : $"/desk/setup?token={_token}";

    /// <summary>Whether this token may make the first administrator now.</summary>
    public async Task<bool> IsOpenAsync(string? offered, CancellationToken cancellationToken) =>
        offered is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(offered), Encoding.UTF8.GetBytes(_token))
        && !await accounts.AnyAdministratorAsync(cancellationToken);

    /// <summary>Makes the first administrator; null where the token is wrong or there is one already.</summary>
    public async Task<AccountOutcome?> CreateAsync(string? offered, string name, string email, string password, string? address,
        CancellationToken cancellationToken)
    {
        // Two who hold the link and press at once must not both become the first.
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (!await IsOpenAsync(offered, cancellationToken))
                return null;
            return await accounts.CreateAsync(AuditActor.Stranger(address), email, name, AgentRoles.Administrator, password,
                cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();
}
