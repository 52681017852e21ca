using System.Text.Json;
using System.Text.Json.Serialization;

namespace CxBot.Conversations.Stored;

/// <summary>Writes and reads <see cref="MessageContent"/> in its flat form, under whatever options are given.</summary>
internal sealed class MessageContentConverter : JsonConverter<MessageContent>
{
    public override MessageContent? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<StoredContent>(ref reader, options)?.Read();

    public override void Write(Utf8JsonWriter writer, MessageContent value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, StoredContent.Of(value), options);
}
