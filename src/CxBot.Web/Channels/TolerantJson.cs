using System.Globalization;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace CxBot.Web.Channels;

/// <summary>Reads JSON that others write: what is missing, or of another type than agreed, is simply not there.</summary>
internal static class TolerantJson
{
    /// <summary>The JSON object that a text holds; null where it holds none.</summary>
    public static JsonElement? Object(string? json)
    {
        if (json is null)
            return null;
        try
        {
            using var read = JsonDocument.Parse(json);
            return read.RootElement.ValueKind == JsonValueKind.Object ? read.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement? Part(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && Find(element, name) is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } part ? part : null;

    public static JsonElement? Part(this JsonElement? element, string name) => element?.Part(name);

    /// <summary>A text, made fit for any database; a number or a truth as it is written; null for everything else and for what is
    /// empty.</summary>
    public static string? Text(this JsonElement element, string name)
    {
        if (element.Part(name) is { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } plain)
            return plain.GetRawText();
        return element.Words(name) is { Length: > 0 } said && CleanText.Of(said) is { Length: > 0 } clean ? clean : null;
    }

    public static string? Text(this JsonElement? element, string name) => element?.Text(name);

    /// <summary>A text of Newtonsoft's JSON; null for everything else.</summary>
    public static string? Text(this JToken? token) => token is { Type: JTokenType.String } ? token.Value<string>() : null;

    /// <summary>A text exactly as it came; null for everything that is no text.</summary>
    public static string? Words(this JsonElement element, string name)
    {
        try
        {
            return element.Part(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are not UTF-8.
            return null;
        }
    }

    public static bool Is(this JsonElement element, string name) => element.Part(name) is { ValueKind: JsonValueKind.True };

    public static bool Is(this JsonElement? element, string name) => element.Part(name) is { ValueKind: JsonValueKind.True };

    public static double? Number(this JsonElement? element, string name) =>
        double.TryParse(element.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number : null;

    public static int? Whole(this JsonElement? element, string name) =>
        int.TryParse(element.Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole) ? whole : null;

    /// <summary>The items of a list; one item where there is no list around it.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => element.Part(name) switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        { ValueKind: JsonValueKind.Object } one => [one],
        _ => [],
    };

    public static IEnumerable<JsonElement> Items(this JsonElement? element, string name) => element?.Items(name) ?? [];

    private static JsonElement? Find(JsonElement element, string name)
    {
        try
        {
            return element.TryGetProperty(name, out var part) ? part : null;
        }
        catch (InvalidOperationException)
        {
            // One of the names is no text at all: the others are looked at one by one.
            foreach (var property in element.EnumerateObject())
            {
                if (IsNamed(property, name))
                    return property.Value;
            }
            return null;
        }
    }

    private static bool IsNamed(JsonProperty property, string name)
    {
        try
        {
            return property.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
