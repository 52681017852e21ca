namespace CxBot.Web.Operations;

/// <summary>What a channel adds to the installation's signing key, so that a new secret of the channel ends all that was signed
/// before.</summary>
public sealed class SigningKeyOptions
{
    public string? Salt { get; set; }
}
