namespace CxBot.Web.Operations;

/// <summary>The certificate that encrypts the keys of sign-ins and tokens where they are kept. Section
/// <c>Operations:KeyCertificate</c>.</summary>
public sealed class KeyCertificateOptions
{
    public const string Section = "Operations:KeyCertificate";

    /// <summary>A PKCS#12 file (<c>.pfx</c>) with its private key. Default none: whoever can read the database can read the keys.</summary>
    public string? Path { get; set; }

    /// <summary>The file's password; none where it has none.</summary>
    public string? Password { get; set; }

    /// <summary>The one before, while keys that it encrypted are still in use (90 days): path and password.</summary>
    public string? PreviousPath { get; set; }

    /// <summary>The password of the one before.</summary>
    public string? PreviousPassword { get; set; }
}
