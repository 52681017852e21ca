using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CxBot.Ids;

/// <summary>Which customer: the number that the database gave them.</summary>
[JsonConverter(typeof(Json))]
public readonly record struct CustomerId(long Value) : IComparable<CustomerId>
{
    public int CompareTo(CustomerId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    private sealed class Json : JsonConverter<CustomerId>
    {
        public override CustomerId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, CustomerId value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Value);
    }
}
