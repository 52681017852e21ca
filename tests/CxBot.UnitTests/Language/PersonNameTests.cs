using CxBot.Language;

namespace CxBot.Tests.Language;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData("\u200b\u200c\u200d\ufeff")]
    [InlineData("\u202e\u2066")]
    [InlineData("\u0000\u001b")]
    [InlineData("\u3164\u115f\uffa0\u2800")]
    [InlineData("\u0301\u0301")]
    public void What_nobody_can_see_is_no_name(string? name) => Assert.Null(PersonName.Read(name));

    [Theory]
    [InlineData(" Budi ", "Budi")]
    [InlineData("👨‍👩‍👧", "👨‍👩‍👧")]
    [InlineData("محمد", "محمد")]
    [InlineData(".", ".")]
    [InlineData("é", "é")]
    public void Everything_else_is_one(string name, string read) => Assert.Equal(read, PersonName.Read(name));
}
