using System.Text.RegularExpressions;
using CxBot.Language;
using CxBot.Language.Contacts;

namespace CxBot.Answering.Model;

/// <summary>
/// Takes out of a customer's words what a model service need not know: e-mail addresses, phone numbers, account and card numbers, one-time
/// codes. Pure.
/// </summary>
internal static partial class CustomerMask
{
    public static string Mask(string text)
    {
        var masked = EmailAddress.Pattern().Replace(text, "[email]");
        masked = PhoneNumber.Pattern().Replace(masked, "[phone]");
        masked = LongNumber().Replace(masked, "[number]");
        return Lexicon.BuiltIn.Contacts.HideSecrets(masked);
    }

    [GeneratedRegex(@"\d(?:[ .-]?\d){8,}", RegexOptions.CultureInvariant)]
    private static partial Regex LongNumber();
}
