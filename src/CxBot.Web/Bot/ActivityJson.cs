using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using JsonException = System.Text.Json.JsonException;

namespace CxBot.Web.Bot;

/// <summary>The one place that reads and writes activities. They are Newtonsoft's: through System.Text.Json they are corrupted without a
/// word.</summary>
public static class ActivityJson
{
    private static readonly Newtonsoft.Json.JsonSerializer Serializer = Newtonsoft.Json.JsonSerializer.Create(
        HttpHelper.BotMessageSerializerSettings);

    /// <summary>Nothing that a client sends needs to be deeper.</summary>
    private const int MaxDepth = 32;

    /// <summary>Reads an activity as it came, dates left as text; null where it is not one JSON object.</summary>
    public static JObject? TryParse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            // Newtonsoft takes comments, single quotes and NaN; the strict reader decides what is JSON.
            var strict = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
            if (!strict.Read() || strict.TokenType != JsonTokenType.StartObject)
                return null;
            while (strict.Read())
                continue;
            return Parse(Encoding.UTF8.GetString(utf8));
        }
        catch (Exception malformed) when (
            malformed is JsonException or Newtonsoft.Json.JsonException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Reads what <see cref="Write(JObject)"/> has written.</summary>
    public static JObject Parse(string json)
    {
        using var reader = new Newtonsoft.Json.JsonTextReader(
            new StringReader(json))
        { DateParseHandling = Newtonsoft.Json.DateParseHandling.None };
        return JObject.Load(reader);
    }

    public static Activity ToActivity(JObject json) => json.ToObject<Activity>(Serializer)!;

    public static JObject ToJson(Activity activity) => Parse(Write(activity));

    public static string Write(Activity activity)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        Serializer.Serialize(text, activity);
        return text.ToString();
    }

    public static string Write(JToken json) => json.ToString(Newtonsoft.Json.Formatting.None);
}
