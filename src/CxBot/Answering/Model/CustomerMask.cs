using System.Text.RegularExpressions;

namespace CxBot.Answering.Model;

/// <summary>Takes out of a customer's words what a model service need not know: e-mail addresses, phone numbers, account and card numbers, one-time codes. Pure.</summary>
internal static partial class CustomerMask
{
    public static string Mask(string text) =>
        Code().Replace(Long().Replace(Phone().Replace(Email().Replace(text, "[email]"), "[phone]"), "[number]"), "$1[code]");

    [GeneratedRegex(@"[^\s@<>()\[\]]{1,64}@[\w-]+(?:\.[\w-]+)+", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(@"(?<![\w+])(?:\+\d{1,3}|62|0)[\s().-]{0,2}\d{2,4}(?:[\s().-]{0,2}\d{2,5}){1,3}(?!\w)", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();

    [GeneratedRegex(@"\d(?:[ .-]?\d){8,}", RegexOptions.CultureInvariant)]
    private static partial Regex Long();

    [GeneratedRegex(@"(?i)(\b(?:otp|pin|cvv|cvc|kata sandi|password|kode|code)\b\W{0,3}(?:\w+\W{1,3}){0,3}?)\d{3,8}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
