
namespace CxBot.Web.Channels;

/// <summary>Which pages may talk to us: our own, and the configured sites'. Browsers hold others back by themselves, but not from opening a
/// socket.</summary>
public sealed class Origins(IEnumerable<string> configured)
{
    private readonly HashSet<string> _allowed = new(configured, StringComparer.OrdinalIgnoreCase);

    public bool IsConfigured(string origin) => _allowed.Contains("*") || _allowed.Contains(origin);

    /// <summary>Whether the request may come from where it says; one that names no origin is not from a page.</summary>
    public bool MaySpeak(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0 || IsConfigured(origin))
            return true;
        // The scheme is left out: behind a proxy that is not configured, ours is not the page's.
        return Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
