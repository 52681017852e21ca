namespace CxBot.Web.Channels.BotService;

/// <summary>Azure Bot Service and the Emulator at <c>/api/messages</c>. Section <c>Channels:BotService</c>. Without an app id the channel is off.</summary>
public sealed class BotServiceOptions
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

    /// <summary>Tell the channel of handovers by <c>handoff.initiate</c>, with the transcript. Default false: we are the desk, and on channels without a hub the customer would see it.</summary>
    public bool AnnounceHandovers { get; set; }

    public bool HasApp => !string.IsNullOrWhiteSpace(AppId);

    /// <summary>What is wrong with the settings, or null.</summary>
    public string? Problem()
    {
        if (!HasApp) return AppPassword is null && TenantId is null ? null : $"{Section}:AppId is missing, but AppPassword or TenantId is set.";
        if (AppType is not ("MultiTenant" or "SingleTenant" or "UserAssignedMSI")) return $"{Section}:AppType \"{AppType}\" is not MultiTenant, SingleTenant or UserAssignedMSI.";
        if (AppType != "UserAssignedMSI" && string.IsNullOrEmpty(AppPassword)) return $"{Section}:AppPassword is missing.";
        return AppType != "MultiTenant" && string.IsNullOrEmpty(TenantId) ? $"{Section}:TenantId is missing; AppType {AppType} needs it." : null;
    }
}
