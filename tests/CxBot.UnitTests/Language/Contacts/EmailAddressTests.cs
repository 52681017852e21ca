using CxBot.Language.Contacts;

namespace CxBot.Tests.Language.Contacts;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("email saya Budi.S@mail.example dong", "budi.s@mail.example")]
    [InlineData("'rina+toko@sub.toko.co.id', ya.", "rina+toko@sub.toko.co.id")]
    [InlineData("tulis ke o'brien@x.example.", "o'brien@x.example")]
    [InlineData("beli 5@2.500")]
    [InlineData("di @kedainusa")]
    public void Addresses_are_found_in_a_text(string text, params string[] addresses) => Assert.Equal(addresses, EmailAddress.Find(text));

    [Theory]
    [InlineData("rina@toko.example", true)]
    [InlineData("rina@toko", false)]
    [InlineData("rina@toko.example ya", false)]
    [InlineData("", false)]
    public void An_address_is_one_where_nothing_else_is_written(string text, bool one) => Assert.Equal(one, EmailAddress.IsOne(text));
}
