using System.Security.Cryptography;
using System.Text;
using CxBot.Web.Desk.Push;
using Microsoft.AspNetCore.WebUtilities;

namespace CxBot.Tests.Desk.Push;

public sealed class PushCipherTests
{
    private const string DevicePublic = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private const string SenderPublic = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private const string SenderPrivate = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private const string Auth = "BTBZMqHH6r4Tts7J_aSIgg";
    private const string Salt = "DGv6ra1nlYgDCS1FRnbzlw";

    [Fact]
    public void The_example_of_RFC_8291_comes_out_byte_for_byte()
    {
        var key = PushCipher.Key(Read(SenderPublic));
        key.D = Read(SenderPrivate);
        using var sender = ECDiffieHellman.Create(key);
        var body = PushCipher.Encrypt(Encoding.UTF8.GetBytes("When I grow up, I want to be a watermelon"), Read(DevicePublic), Read(Auth),
            sender, Read(Salt));
        Assert.Equal("DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
            + "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN", WebEncoders.Base64UrlEncode(body));
    }

    [Theory]
    [InlineData("")]
    [InlineData("BA")]
    // A point that does not lie on the curve.
    [InlineData("BCVysr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")]
    public void What_is_no_key_is_refused(string key) =>
        Assert.ThrowsAny<CryptographicException>(() => PushCipher.Encrypt([1], Read(key), Read(Auth)));

    [Fact]
    public void The_longest_text_fits_into_the_one_record_that_a_service_must_take()
    {
        Assert.Equal(4096, PushCipher.Encrypt(new byte[PushCipher.MaxPlain], Read(DevicePublic), Read(Auth)).Length);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => PushCipher.Encrypt(new byte[PushCipher.MaxPlain + 1], Read(DevicePublic), Read(Auth)));
    }

    private static byte[] Read(string text) => WebEncoders.Base64UrlDecode(text);
}
