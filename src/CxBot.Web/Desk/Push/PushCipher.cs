using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CxBot.Web.Desk.Push;

/// <summary>Encrypts for one device, so that its push service carries what it cannot read: RFC 8291 over RFC 8188. Pure.</summary>
public static class PushCipher
{
    /// <summary>The length of a device's secret, in bytes.</summary>
    public const int AuthLength = 16;

    /// <summary>The length of a public key of P-256, uncompressed, in bytes.</summary>
    public const int KeyLength = 65;

    /// <summary>The longest text that fits into the one record, in bytes.</summary>
    public const int MaxPlain = RecordSize - KeyLength - SaltLength - 5 - TagLength - 1;

    private const int SaltLength = 16;
    private const int TagLength = 16;
    private const int RecordSize = 4096;

    /// <summary>One record under a key that is made for it alone.</summary>
    /// <exception cref="CryptographicException">The device's key is no point of the curve.</exception>
    public static byte[] Encrypt(byte[] plain, byte[] deviceKey, byte[] auth)
    {
        using var sender = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Encrypt(plain, deviceKey, auth, sender, RandomNumberGenerator.GetBytes(SaltLength));
    }

    /// <inheritdoc cref="Encrypt(byte[], byte[], byte[])"/>
    public static byte[] Encrypt(byte[] plain, byte[] deviceKey, byte[] auth, ECDiffieHellman sender, byte[] salt)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plain.Length, MaxPlain);
        using var device = ECDiffieHellman.Create(Key(deviceKey));
        var senderKey = Point(sender.ExportParameters(includePrivateParameters: false));
        var shared = sender.DeriveRawSecretAgreement(device.PublicKey);
        var secret = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, auth, [.. "WebPush: info\0"u8, .. deviceKey, .. senderKey]);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 16, salt, Encoding.ASCII.GetBytes("Content-Encoding: aes128gcm\0"));
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 12, salt, Encoding.ASCII.GetBytes("Content-Encoding: nonce\0"));

        // 2 says that it is the last record.
        byte[] padded = [.. plain, 2];
        var sealed_ = new byte[padded.Length];
        var tag = new byte[TagLength];
        using (var aes = new AesGcm(key, TagLength))
            aes.Encrypt(nonce, padded, sealed_, tag);
        var size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, RecordSize);
        return [.. salt, .. size, KeyLength, .. senderKey, .. sealed_, .. tag];
    }

    /// <summary>A public key as browsers write it.</summary>
    public static byte[] Point(ECParameters key) => [4, .. key.Q.X!, .. key.Q.Y!];

    /// <summary>Reads one.</summary>
    /// <exception cref="CryptographicException">It is not one.</exception>
    public static ECParameters Key(byte[] point) => point is [4, ..] && point.Length == KeyLength
        ? new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = { X = point[1..33], Y = point[33..] } }
        : throw new CryptographicException("A key of a device must be an uncompressed point of P-256.");
}
