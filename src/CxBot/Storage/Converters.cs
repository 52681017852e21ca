using System.Text.Json.Serialization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CxBot.Storage;

/// <summary>A moment as UTC ticks: both providers order and compare them.</summary>
public sealed class UtcTicksConverter() : ValueConverter<DateTimeOffset, long>(
    moment => moment.UtcTicks,
    ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

/// <summary>An id as its text.</summary>
public sealed class TextIdConverter<T>() : ValueConverter<T, string>(id => id.Value, text => Of(text)) where T : struct, ITextId<T>
{
    private static T Of(string text) => T.Of(text);
}

/// <summary>A customer's id as its number.</summary>
public sealed class CustomerIdConverter() : ValueConverter<CustomerId, long>(id => id.Value, number => new CustomerId(number));

/// <summary>A record as JSON text. Records are replaced, never changed in place, so reference equality tells a change.</summary>
public sealed class JsonConverter<T>() : ValueConverter<T, string>(
    value => StoredJson.Write(value),
    json => StoredJson.Read<T>(json))
    where T : class;

/// <summary>The one way that JSON is written into the database.</summary>
public static class StoredJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;
}
