using System.Globalization;
using CxBot.Customers;
using CxBot.Inbound;

namespace CxBot.Web.Channels.WhatsApp;

/// <summary>The ids that we give to buttons and rows, and get back when they are pressed; and the addresses that customers are reached by.
/// Pure.</summary>
internal static class WhatsAppIds
{
    public const string ReturnToBot = "back";

    public static string Choice(long sequence, int index) => string.Create(CultureInfo.InvariantCulture, $"choice:{sequence}:{index}");

    public static string Rating(long handover, int score) => string.Create(CultureInfo.InvariantCulture, $"rating:{handover}:{score}");

    public static string Answer(SurveyKind kind, long question, int score) =>
        string.Create(CultureInfo.InvariantCulture, $"{EnumNames.CamelCase(kind)}:{question}:{score}");

    public static PressedChoice? ReadChoice(string? id) => Read(id, "choice") is var (sequence, index) ? new(sequence, index) : null;

    public static (long Handover, int Score)? ReadRating(string? id) => Read(id, "rating");

    public static (SurveyKind Kind, long Question, int Score)? ReadAnswer(string? id)
    {
        foreach (var kind in Enum.GetValues<SurveyKind>())
            if (Read(id, EnumNames.CamelCase(kind)) is var (question, score))
                return (kind, question, score);
        return null;
    }

    /// <summary>Where a person is reached: by phone where it is known, else by their own id.</summary>
    public static string? AddressOf(PersonOnChannel person) =>
        person.Phone is { } phone ? $"phone:{phone}" : person.LastingId is { } id ? $"user:{id}" : null;

    /// <summary>The part of a call that says to whom: <c>to</c> with a number, or <c>recipient</c> with an id; null where the address
    /// cannot be one.</summary>
    public static (string Name, string Value)? Recipient(string? address) => address?.Split(':', 2) switch
    {
        // Without the + Meta may put the sender's own country before it.
        ["phone", var phone] when phone.Length is > 4 and < 20 && phone.All(char.IsAsciiDigit) => ("to", "+" + phone),
        ["user", { Length: > 0 } id] => ("recipient", id),
        _ => null,
    };

    private static (long, int)? Read(string? id, string kind) =>
        id?.Split(':') is [var found, var first, var second] && found == kind
        && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
        && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (place, number) : null;
}
