using CxBot.Customers;
using CxBot.PersonalData;

namespace CxBot.Tests.PersonalData;

public sealed class CustomerEditTests
{
    private static readonly CustomerEdit Nothing = new(null, null, null, null, null, []);

    [Fact]
    public void What_is_stored_is_clean()
    {
        var (clean, problems) = new CustomerEdit("  Budi\u0000 Santoso ", "0812-3456 7890", " BUDI@Contoh.ID ", "id", " satu\r\ndua\u0007 ",
            [new(" Ukuran ", " L "), new("", ""), new("Emoji", "👍🏽")]).Read(Nothing);
        Assert.Empty(problems);
        Assert.Equal(("Budi Santoso", "+6281234567890", "budi@contoh.id", "id", "satu\ndua"),
            (clean.Name, clean.Phone, clean.Email, clean.Language, clean.Note));
        Assert.Equal([new("Ukuran", "L"), new("Emoji", "👍🏽")], clean.Attributes);
        Assert.Equal(["name", "phone", "email", "language", "note", "attributes"], clean.ChangesSince(Nothing));
    }

    [Theory]
    [InlineData("phone", "bukan nomor", CustomerEditProblem.PhoneInvalid)]
    [InlineData("phone", "12", CustomerEditProblem.PhoneInvalid)]
    [InlineData("phone", "0812 3456 7890 ext 5", CustomerEditProblem.PhoneInvalid)]
    [InlineData("email", "budi@", CustomerEditProblem.EmailInvalid)]
    [InlineData("email", "budi@contoh.id, ani@contoh.id", CustomerEditProblem.EmailInvalid)]
    [InlineData("language", "Bahasa Indonesia", CustomerEditProblem.LanguageInvalid)]
    public void What_cannot_be_is_refused(string field, string written, CustomerEditProblem problem)
    {
        var edit = field switch
        {
            "phone" => Nothing with { Phone = written },
            "email" => Nothing with { Email = written },
            _ => Nothing with { Language = written },
        };
        Assert.Equal([problem], edit.Read(Nothing).Problems);
    }

    [Fact]
    public void Everything_has_a_bound()
    {
        Assert.Equal([CustomerEditProblem.NameTooLong], (Nothing with { Name = new('a', 101) }).Read(Nothing).Problems);
        Assert.Equal([CustomerEditProblem.NoteTooLong], (Nothing with { Note = new('a', 2001) }).Read(Nothing).Problems);
        Assert.Equal([CustomerEditProblem.TooManyAttributes], With(21).Read(Nothing).Problems);
        Assert.Empty(With(20).Read(Nothing).Problems);
        Assert.Equal([CustomerEditProblem.AttributeTwice],
            (Nothing with { Attributes = [new("Ukuran", "L"), new("ukuran", "M")] }).Read(Nothing).Problems);
        Assert.All(new CustomerAttribute[] { new("", "x"), new("x", ""), new(new('k', 41), "x"), new("x", new('v', 201)) }, wrong =>
            Assert.Equal([CustomerEditProblem.AttributeInvalid], (Nothing with { Attributes = [wrong] }).Read(Nothing).Problems));
        // Two who were made one keep what they have.
        Assert.Empty(With(25).Read(With(25)).Problems);

        static CustomerEdit With(int count) =>
            Nothing with { Attributes = [.. Enumerable.Range(1, count).Select(i => new CustomerAttribute($"k{i}", "v"))] };
    }

    [Fact]
    public void What_nobody_touched_stays_as_it_was_written()
    {
        var was = Nothing with { Phone = "tlp rumah", Email = "Budi at contoh" };
        var (clean, problems) = (was with { Name = "Budi" }).Read(was);
        Assert.Empty(problems);
        Assert.Equal(["name"], clean.ChangesSince(was));
    }
}
