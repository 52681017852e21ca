using CxBot.Hosting;

namespace CxBot.Web.Channels.BotService;

/// <summary>Azure Bot Service and the Emulator at <c>/api/messages</c>. Section <c>Channels:BotService</c>. Without an app id the channel
/// is off.</summary>
public sealed class BotServiceOptions : ICheckedOptions
{
    public const string Section = "Channels:BotService";

    /// <summary>The bot's app id in Azure. Default none: off.</summary>
    public string? AppId { get; set; }

    public string? AppPassword { get; set; }

    /// <summary>The tenant; needed for <c>SingleTenant</c> and <c>UserAssignedMSI</c>.</summary>
    public string? TenantId { get; set; }

    /// <summary><c>MultiTenant</c> (default), <c>SingleTenant</c> or <c>UserAssignedMSI</c>.</summary>
    public string AppType { get; set; } = "MultiTenant";

    /// <summary>In Development, and from this machine alone, also serve the Emulator without an app id. Default false.</summary>
    public bool Emulator { get; set; }

    /// <summary>Tell the channel of handovers by <c>handoff.initiate</c>, with the transcript. Default false: we are the desk, and on
    /// channels without a hub the customer would see it.</summary>
    public bool AnnounceHandovers { get; set; }

    public bool HasApp => !string.IsNullOrWhiteSpace(AppId);

    public IEnumerable<string> Problems()
    {
        if (!HasApp)
        {
            if (AppPassword is not null || TenantId is not null)
                yield return $"{Section}:AppId is missing, but AppPassword or TenantId is set.";
            yield break;
        }
        if (AppType is not ("MultiTenant" or "SingleTenant" or "UserAssignedMSI"))
            yield return $"{Section}:AppType \"{AppType}\" is not MultiTenant, SingleTenant or UserAssignedMSI.";
        else if (AppType != "MultiTenant" && string.IsNullOrEmpty(TenantId))
            yield return $"{Section}:TenantId is missing; AppType {AppType} needs it.";
        if (AppType != "UserAssignedMSI" && string.IsNullOrEmpty(AppPassword))
            yield return $"{Section}:AppPassword is missing.";
    }
}
