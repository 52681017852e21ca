using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CxBot.Agents;
using CxBot.Alerts;
using CxBot.Storage;
using CxBot.Web.Channels;
using CxBot.Web.Desk.Alerts;
using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Desk.Push;

/// <summary>The devices on which agents want to be called. Addresses and secrets are kept encrypted, and said in no log.</summary>
public sealed class PushDevices(Writer writer, PushKeys keys, PushGuard guard, IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>More devices of one agent forget the one that was not used for longest.</summary>
    private const int MaxDevices = 20;

    private readonly IDataProtector _protector = protection.CreateProtector("CxBot.PushDevice");

    /// <summary>A device came or went. Raised on no particular thread.</summary>
    public event Action? Changed;

    /// <summary>The agent's desk is open on this device: asks its browser for the address, and keeps it.</summary>
    public async Task RenewAsync(AlertScript script, DeskSession session, string language, CancellationToken cancellationToken)
    {
        try
        {
            if (await script.SubscribeAsync(await keys.PublicAsync(cancellationToken)) is { } address)
                await KeepAsync(session.Agent.Id, address, language, cancellationToken);
        }
        catch (Exception failure) when (StorageFailure.IsDatabase(failure)
            || failure is OperationCanceledException or AgentShutOutException)
        {
            // Tried again when the desk is next opened.
        }
    }

    /// <summary>Keeps a device for an agent; whoever had it before, who sat there earlier, has it no more.</summary>
    /// <returns>False where the address is none that may be called, or its keys are none.</returns>
    /// <exception cref="AgentShutOutException">The agent is disabled.</exception>
    public async Task<bool> KeepAsync(string agentId, PushAddress address, string language, CancellationToken cancellationToken)
    {
        if (!IsUsable(address))
            return false;
        var hash = HashOf(address.Endpoint);
        var sealed_ = _protector.Protect(JsonSerializer.Serialize(address));
        await writer.RunAsync(async (db, token) =>
        {
            await ActingAgents.RequireAsync(db, agentId, token);
            var stamp = await db.Users.Where(agent => agent.Id == agentId).Select(agent => agent.SecurityStamp).SingleAsync(token);
            var device = await db.PushSubscriptions.SingleOrDefaultAsync(one => one.Hash == hash, token);
            if (device is null)
                db.PushSubscriptions.Add(device = new PushSubscription
                {
                    AgentId = agentId,
                    Hash = hash,
                    Protected = sealed_,
                    Session = SessionOf(stamp),
                    Language = language,
                });
            (device.AgentId, device.Protected, device.Session, device.Language, device.RenewedAt) =
                (agentId, sealed_, SessionOf(stamp), language, time.GetUtcNow());
            await db.SaveChangesAsync(token);
            var tooMany = await db.PushSubscriptions.Where(one => one.AgentId == agentId).OrderByDescending(one => one.RenewedAt)
                .Skip(MaxDevices).ToListAsync(token);
            db.PushSubscriptions.RemoveRange(tooMany);
            await db.SaveChangesAsync(token);
        }, cancellationToken);
        Changed?.Invoke();
        return true;
    }

    /// <summary>This agent is not to be called at that address any more.</summary>
    public async Task ForgetAsync(string agentId, string endpoint, CancellationToken cancellationToken)
    {
        var hash = HashOf(endpoint);
        await writer.RunAsync((db, token) => db.PushSubscriptions.Where(one => one.Hash == hash && one.AgentId == agentId)
            .ExecuteDeleteAsync(token), cancellationToken);
        Changed?.Invoke();
    }

    /// <summary>These are of no use any more.</summary>
    public Task RemoveAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken) => writer.RunAsync(
        (db, token) => db.PushSubscriptions.Where(one => ids.Contains(one.Id)).ExecuteDeleteAsync(token), cancellationToken);

    /// <summary>The address of a device; null where it was encrypted under keys that are gone.</summary>
    public PushAddress? Open(PushSubscription device)
    {
        try
        {
            return JsonSerializer.Deserialize<PushAddress>(_protector.Unprotect(device.Protected));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Names a session without showing what makes it valid.</summary>
    public static string SessionOf(string? securityStamp) => HashOf($"session {securityStamp}");

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private bool IsUsable(PushAddress address)
    {
        if (guard.Allowed(address.Endpoint) is null)
            return false;
        try
        {
            using var key = ECDiffieHellman.Create(PushCipher.Key(WebEncoders.Base64UrlDecode(address.P256dh)));
            return WebEncoders.Base64UrlDecode(address.Auth).Length == PushCipher.AuthLength;
        }
        catch (Exception wrong) when (wrong is CryptographicException or FormatException)
        {
            return false;
        }
    }
}
