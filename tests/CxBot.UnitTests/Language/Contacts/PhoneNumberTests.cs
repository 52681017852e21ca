using CxBot.Language.Contacts;

namespace CxBot.Tests.Language.Contacts;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("0812-3456-7890", "+6281234567890")]
    [InlineData("+62 812 3456 7890", "+6281234567890")]
    [InlineData("62 (0)812 3456 7890", "+6281234567890")]
    [InlineData("6281234567890", "+6281234567890")]
    [InlineData("(021) 555 1234", "+62215551234")]
    [InlineData("+1 415 555 2671", "+14155552671")]
    [InlineData("+65 6123 4567", "+6561234567")]
    public void One_number_is_the_same_however_it_is_written(string written, string number) =>
        Assert.Equal(number, PhoneNumber.Read(written)?.E164);

    [Theory]
    [InlineData("0812")]
    [InlineData("+999 12345678")]
    [InlineData("budi")]
    [InlineData("08123456789012345678")]
    public void What_can_be_no_number_is_none(string written) => Assert.Null(PhoneNumber.Read(written));

    [Theory]
    [InlineData("hp.081234567890 ya", "081234567890")]
    [InlineData("wa +62 812-3456-7890 atau (021) 555 1234", "+6281234567890")]
    [InlineData("total Rp 1.000.000.000")]
    [InlineData("1.250.000 sampai 2,081,234,567")]
    public void Numbers_are_found_in_a_text_and_amounts_are_none(string text, params string[] numbers) =>
        Assert.Equal(numbers, PhoneNumber.Find(text).Take(1));

    [Fact]
    public void At_home_it_is_dialled_without_the_country()
    {
        Assert.Equal("081234567890", PhoneNumber.Read("+62 812 3456 7890")?.Dialled);
        Assert.Equal("14155552671", PhoneNumber.Read("+1 415 555 2671")?.Dialled);
    }
}
