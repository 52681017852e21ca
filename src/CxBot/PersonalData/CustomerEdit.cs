using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CxBot.Customers;
using CxBot.Language;
using CxBot.Language.Contacts;

namespace CxBot.PersonalData;

/// <summary>What an agent writes down of a customer. Pure.</summary>
public sealed partial record CustomerEdit(
    string? Name, string? Phone, string? Email, string? Language, string? Note, IReadOnlyList<CustomerAttribute> Attributes)
{
    /// <summary>All lengths in characters.</summary>
    public const int MaxNameLength = 100;
    public const int MaxNoteLength = 2000;
    public const int MaxAttributes = 20;
    public const int MaxKeyLength = 40;
    public const int MaxValueLength = 200;

    public static CustomerEdit Of(Customer customer) =>
        new(customer.Name, customer.Phone, customer.Email, customer.Language, customer.Note, customer.Attributes ?? []);

    /// <summary>As it is stored: without what nobody sees, the number as E.164, the address in lower case, blank rows left out. What is
    /// unchanged stays as it is, however it was written.</summary>
    /// <returns>What is wrong with it; empty where it can be stored.</returns>
    public (CustomerEdit Clean, IReadOnlyList<CustomerEditProblem> Problems) Read(CustomerEdit was)
    {
        var clean = new CustomerEdit(PersonName.Read(Line(Name)), Same(Phone, was.Phone) ?? Number(Phone),
            Same(Email, was.Email) ?? Line(Email)?.ToLowerInvariant(), Line(Language), Lines(Note),
            [.. Attributes.Select(a => new CustomerAttribute(Line(a.Key) ?? "", Line(a.Value) ?? "")).Where(a => a.Key + a.Value != "")]);
        return (clean, [.. clean.ProblemsBeside(was, Line(Phone))]);
    }

    /// <summary>The names of what differs, and nothing of what it says.</summary>
    public IReadOnlyList<string> ChangesSince(CustomerEdit was)
    {
        (string Name, bool Changed)[] all = [("name", Name != was.Name), ("phone", Phone != was.Phone), ("email", Email != was.Email),
            ("language", Language != was.Language), ("note", Note != was.Note), ("attributes", !Attributes.SequenceEqual(was.Attributes))];
        return [.. all.Where(field => field.Changed).Select(field => field.Name)];
    }

    private IEnumerable<CustomerEditProblem> ProblemsBeside(CustomerEdit was, string? phone)
    {
        if (Name?.Length > MaxNameLength)
            yield return CustomerEditProblem.NameTooLong;
        if (phone is not null && Phone is null)
            yield return CustomerEditProblem.PhoneInvalid;
        if (Email is not null && Email != was.Email && !EmailAddress.IsOne(Email))
            yield return CustomerEditProblem.EmailInvalid;
        if (Language is not null && !Tag().IsMatch(Language))
            yield return CustomerEditProblem.LanguageInvalid;
        if (Note?.Length > Math.Max(MaxNoteLength, was.Note?.Length ?? 0))
            yield return CustomerEditProblem.NoteTooLong;
        // Two customers who were made one may have more; they keep it, and get none beyond.
        if (Attributes.Count > Math.Max(MaxAttributes, was.Attributes.Count))
            yield return CustomerEditProblem.TooManyAttributes;
        if (Attributes.Any(a => a.Key.Length is 0 or > MaxKeyLength || a.Value.Length is 0 or > MaxValueLength))
            yield return CustomerEditProblem.AttributeInvalid;
        if (Attributes.Select(a => a.Key).Distinct(StringComparer.OrdinalIgnoreCase).Count() < Attributes.Count)
            yield return CustomerEditProblem.AttributeTwice;
    }

    private static string? Same(string? written, string? was) => Line(written) == was ? was : null;

    private static string? Number(string? written) =>
        Line(written) is { } text && !text.Any(char.IsLetter) ? PhoneNumber.Read(text)?.E164 : null;

    private static string? Line(string? text) => Clean(text, keepsLines: false);

    private static string? Lines(string? text) => Clean(text?.ReplaceLineEndings("\n"), keepsLines: true);

    /// <summary>Without control characters and halves of characters, which not every database takes; null for nothing.</summary>
    private static string? Clean(string? text, bool keepsLines)
    {
        if (text is null)
            return null;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control || (keepsLines && rune.Value == '\n'))
                clean.Append(rune);
        }
        return clean.ToString().Trim() is { Length: > 0 } trimmed ? trimmed : null;
    }

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")]
    private static partial Regex Tag();
}

/// <summary>What is wrong with what an agent wrote of a customer.</summary>
public enum CustomerEditProblem
{
    NameTooLong,
    PhoneInvalid,
    EmailInvalid,
    LanguageInvalid,
    NoteTooLong,
    TooManyAttributes,
    AttributeInvalid,
    AttributeTwice,
}
