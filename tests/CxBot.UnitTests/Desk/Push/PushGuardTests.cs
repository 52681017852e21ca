using System.Net;
using CxBot.Web.Desk.Push;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Desk.Push;

/// <summary>An address that a browser names must not make the server call into its own network.</summary>
public sealed class PushGuardTests
{
    [Theory]
    [InlineData("https://fcm.googleapis.com/fcm/send/abc", true)]
    [InlineData("https://web.push.apple.com/Qabc", true)]
    [InlineData("http://fcm.googleapis.com/fcm/send/abc", false)]
    [InlineData("https://fcm.googleapis.com:8443/fcm", false)]
    [InlineData("https://user:secret@fcm.googleapis.com/", false)]
    [InlineData("https://localhost/", false)]
    [InlineData("https://127.0.0.1/", false)]
    [InlineData("https://2130706433/", false)]
    [InlineData("https://0x7f.1/", false)]
    [InlineData("https://[::1]/", false)]
    [InlineData("https://[::ffff:10.0.0.1]/", false)]
    [InlineData("https://169.254.169.254/latest/meta-data/", false)]
    [InlineData("https://192.168.1.10/", false)]
    [InlineData("https://redis/", false)]
    [InlineData("https://metadata.google.internal/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("not an address", false)]
    public void Only_the_public_internet_and_only_over_TLS(string endpoint, bool allowed) =>
        Assert.Equal(allowed, Guard().Allowed(endpoint) is not null);

    [Fact]
    public void An_address_that_never_ends_is_none() => Assert.Null(Guard().Allowed("https://push.example.com/" + new string('a', 2000)));

    [Fact]
    public void An_owner_may_trust_a_service_of_their_own_network_by_host_and_port()
    {
        var guard = Guard("push.lan:8080");
        Assert.NotNull(guard.Allowed("http://push.lan:8080/x"));
        Assert.Null(guard.Allowed("http://push.lan:8081/x"));
        Assert.Null(guard.Allowed("ftp://push.lan:8080/x"));
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700:4700::1111", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("198.18.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("::", false)]
    public void Where_a_name_leads_is_looked_at_too(string address, bool open) =>
        Assert.Equal(open, PushGuard.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("push.lan:8080", true)]
    [InlineData("push.lan", false)]
    [InlineData("http://push.lan:8080", false)]
    public void A_setting_that_is_no_host_with_a_port_is_refused(string host, bool right)
    {
        var options = new PushOptions();
        options.TrustedHosts.Add(host);
        Assert.Equal(right, !options.Problems().Any());
    }

    private static PushGuard Guard(params string[] trusted)
    {
        var options = new PushOptions();
        foreach (var host in trusted)
            options.TrustedHosts.Add(host);
        return new PushGuard(Options.Create(options));
    }
}
