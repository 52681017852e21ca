using System.Text;
using CxBot.Tests.Testing;
using CxBot.Web.Channels.WhatsApp;
using CxBot.Web.Channels.WhatsApp.Inbound;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Channels.WhatsApp.Inbound;

public sealed class WhatsAppSignatureTests
{
    private static readonly byte[] Body = """{"object":"whatsapp_business_account","entry":[]}"""u8.ToArray();

    private static WhatsAppSignature Of(string secret, string? previous = null) =>
        new(Options.Create(new WhatsAppOptions { AppSecret = secret, PreviousAppSecret = previous }));

    [Fact]
    public void Metas_own_example_fits() =>
        Assert.True(Of("test_app_secret").Fits(Body, "sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756"));

    [Fact]
    public void While_a_secret_is_replaced_both_count_and_no_other()
    {
        var signature = Of("new", "old");
        Assert.True(signature.Fits(Body, WhatsAppCustomer.Sign(Body, "new")));
        Assert.True(signature.Fits(Body, WhatsAppCustomer.Sign(Body, "old")));
        Assert.False(signature.Fits(Body, WhatsAppCustomer.Sign(Body, "older")));
        Assert.False(Of("new").Fits(Body, WhatsAppCustomer.Sign(Body, "old")));
    }

    [Fact]
    public void Five_hundred_signatures_get_the_right_answer()
    {
        var signature = Of(WhatsAppCustomer.AppSecret);
        for (var i = 0; i < 50; i++)
        {
            var body = Encoding.UTF8.GetBytes($$$"""{"n":{{{i}}},"text":"{{{new string('é', i)}}} 😀"}""");
            var right = WhatsAppCustomer.Sign(body);
            byte[] changed = [.. body];
            changed[i % changed.Length] ^= 1;
            var digit = 7 + i % 64;
            Assert.True(signature.Fits(body, right));
            Assert.False(signature.Fits(changed, right));
            Assert.False(signature.Fits(body, right[..digit] + (right[digit] == '0' ? '1' : '0') + right[(digit + 1)..]));
            Assert.False(signature.Fits(body, right[..^(1 + i % 64)]));
            Assert.False(signature.Fits(body, right.ToUpperInvariant()));
            Assert.False(signature.Fits(body, "sha256=" + right[7..].ToUpperInvariant()));
            Assert.False(signature.Fits(body, right[7..]));
            Assert.False(signature.Fits(body, "sha1=" + right[7..47]));
            Assert.False(signature.Fits(body, right + " "));
            Assert.False(signature.Fits(body, i % 3 == 0 ? null : i % 3 == 1 ? "" : new string('é', 71)));
        }
    }
}
