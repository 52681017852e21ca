using CxBot.Web.Desk.SignIn;

namespace CxBot.Tests.Desk;

public sealed class DeskOptionsTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("https://shop.test/orders/{order}", true)]
    [InlineData("http://localhost:3000/?q={order}&x=1", true)]
    [InlineData("https://shop.test/orders/", false)]
    [InlineData("https://{order}.shop.test/", false)]
    [InlineData("https://shop.test{order}", false)]
    [InlineData("https://a:b@shop.test/{order}", false)]
    [InlineData("javascript:alert('{order}')", false)]
    [InlineData("/orders/{order}", false)]
    [InlineData("{order}", false)]
    public void An_order_link_is_an_address_with_the_order_behind_its_host(string? link, bool taken) =>
        Assert.Equal(taken, !new DeskOptions { OrderLink = link }.Problems().Any());

    [Theory]
    [InlineData("INV-1", "https://shop.test/orders/INV-1")]
    [InlineData(" #12/3?a=b&<x>", "https://shop.test/orders/%2312%2F3%3Fa%3Db%26%3Cx%3E")]
    public void The_order_is_encoded(string order, string address) =>
        Assert.Equal(address, new DeskOptions { OrderLink = "https://shop.test/orders/{order}" }.AddressOf(order));

    [Fact]
    public void Without_a_link_an_order_leads_nowhere() => Assert.Null(new DeskOptions().AddressOf("INV-1"));
}
