using CxBot.Hosting;

namespace CxBot.Web.Desk.SignIn;

/// <summary>Who stays at the desk for how long and on what proof, and where it leads to. Section <c>Desk</c>.</summary>
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

    /// <summary>Where the shop shows an order: an address with <see cref="OrderPlace"/> in it, such as
    /// <c>https://shop.example/orders/{order}</c>. Default none: order numbers lead nowhere.</summary>
    public string? OrderLink { get; set; }

    /// <summary>Where the order's number goes.</summary>
    public const string OrderPlace = "{order}";

    /// <summary>The address of an order; null where there is none. The number is a customer's words, and encoded.</summary>
    public string? AddressOf(string order) =>
        string.IsNullOrWhiteSpace(OrderLink) ? null
            : OrderLink.Replace(OrderPlace, Uri.EscapeDataString(order.Trim()), StringComparison.Ordinal);

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
        if (!string.IsNullOrWhiteSpace(OrderLink) && !IsOrderLink(OrderLink))
            yield return $"{Section}:OrderLink must be an http or https address with {OrderPlace} in its path or query, such as "
                + $"https://shop.example/orders/{OrderPlace}. Leave it out for no links.";
    }

    /// <summary>Whether the place stands behind the host, so that a number leads to no other one.</summary>
    private static bool IsOrderLink(string link)
    {
        var at = link.IndexOf(OrderPlace, StringComparison.Ordinal);
        return at > 0 && Uri.TryCreate(link.Replace(OrderPlace, "1", StringComparison.Ordinal), UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https" && address.UserInfo.Length == 0
            && at > link.IndexOf("://", StringComparison.Ordinal) + 3
            && link.IndexOfAny(['/', '?'], link.IndexOf("://", StringComparison.Ordinal) + 3) is var path && path >= 0 && path < at;
    }
}

/// <summary>Of whom a second step is demanded.</summary>
public enum TwoFactorDemand
{
    Nobody,
    Administrators,
    Everyone,
}
