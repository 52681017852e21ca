using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace CxBot.Web.Desk.SignIn;

/// <summary>The links with which an agent sets a password. An administrator hands them on; no mail server is needed.</summary>
public static class DeskLinks
{
    /// <summary>On the way to the sign-in page: the account was disabled meanwhile.</summary>
    public const string Disabled = "disabled";

    /// <summary>How long such a link is good for.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromDays(3);

    /// <summary>The link, from the root of the site, for the code that <see cref="Agents.AgentPasswords.LinkCodeAsync"/> made.</summary>
    public static string Welcome(string agentId, string code) =>
        $"desk/welcome?agent={Uri.EscapeDataString(agentId)}&code={WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(code))}";

    /// <summary>The code in a link; null where it cannot be one.</summary>
    public static string? ReadCode(string? written)
    {
        try
        {
            return string.IsNullOrEmpty(written) ? null : Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(written));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Where the second step is taken, on the way to a place of the desk.</summary>
    public static string SecondStep(string? to) => $"/desk/sign-in/code?to={Uri.EscapeDataString(Inside(to))}";

    /// <summary>A place to go after sign-in: only ever one of the desk's own.</summary>
    public static string Inside(string? address) =>
        address is not null && (address == "/desk" || address.StartsWith("/desk/", StringComparison.Ordinal)
            || address.StartsWith("/desk?", StringComparison.Ordinal)) && !address.Contains("//", StringComparison.Ordinal)
                && !address.Contains('\\', StringComparison.Ordinal) ? address : "/desk";
}
