using CxBot.Hosting;

namespace CxBot.Web.Desk.SignIn;

/// <summary>Who stays at the desk for how long, and on what proof. Section <c>Desk</c>.</summary>
public sealed class DeskOptions : ICheckedOptions
{
    public const string Section = "Desk";

    /// <summary>The longest that a session may be let last, whatever is set.</summary>
    public static readonly TimeSpan MaxSession = TimeSpan.FromDays(7);

    /// <summary>How long a session lasts that is not used. Default 12 hours: a shift.</summary>
    public TimeSpan SessionLasts { get; set; } = TimeSpan.FromHours(12);

    /// <summary>When a session ends, used or not. Default and at most 7 days.</summary>
    public TimeSpan SessionEndsAfter { get; set; } = MaxSession;

    /// <summary>Who must have a second step to sign in. Default nobody; whoever wants may always have one.</summary>
    public TwoFactorDemand RequireTwoFactor { get; set; }

    /// <summary>Whether a second step is demanded of such an agent.</summary>
    public bool Demands(bool administrator) => RequireTwoFactor == TwoFactorDemand.Everyone
        || (administrator && RequireTwoFactor == TwoFactorDemand.Administrators);

    public IEnumerable<string> Problems()
    {
        if (SessionLasts <= TimeSpan.Zero)
            yield return $"{Section}:SessionLasts must be more than 0. Leave it out for 12 hours (12:00:00).";
        if (SessionEndsAfter <= TimeSpan.Zero || SessionEndsAfter > MaxSession)
            yield return $"{Section}:SessionEndsAfter must be more than 0 and at most 7 days (7.00:00:00).";
        if (!Enum.IsDefined(RequireTwoFactor))
            yield return $"{Section}:RequireTwoFactor must be Nobody, Administrators or Everyone.";
    }
}

/// <summary>Of whom a second step is demanded.</summary>
public enum TwoFactorDemand
{
    Nobody,
    Administrators,
    Everyone,
}
