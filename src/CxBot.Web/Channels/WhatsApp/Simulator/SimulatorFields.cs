using System.Text.Json;

namespace CxBot.Web.Channels.WhatsApp.Simulator;

/// <summary>The fields of a message that Meta knows; any other is an error there, not passed over. Pure.</summary>
/// <remarks>developers.facebook.com, WhatsApp Cloud API, reference/messages.</remarks>
public static class SimulatorFields
{
    /// <summary>What may stand under each field, by its path; what is not listed has no fields of its own, or any.</summary>
    private static readonly Dictionary<string, string[]> Known = new()
    {
        [""] = ["messaging_product", "recipient_type", "to", "recipient", "type", "context", "biz_opaque_callback_data"],
        [".context"] = ["message_id"],
        [".text"] = ["body", "preview_url"],
        [".image"] = ["id", "link", "caption"],
        [".video"] = ["id", "link", "caption"],
        [".audio"] = ["id", "link", "voice"],
        [".sticker"] = ["id", "link"],
        [".document"] = ["id", "link", "caption", "filename"],
        [".location"] = ["latitude", "longitude", "name", "address"],
        [".interactive"] = ["type", "header", "body", "footer", "action"],
        [".interactive.body"] = ["text"],
        [".interactive.footer"] = ["text"],
        [".interactive.action"] = ["name", "button", "buttons", "sections"],
        [".interactive.action.buttons"] = ["type", "reply"],
        [".interactive.action.buttons.reply"] = ["id", "title"],
        [".interactive.action.sections"] = ["title", "rows"],
        [".interactive.action.sections.rows"] = ["id", "title", "description"],
        [".template"] = ["name", "language", "components"],
        [".template.language"] = ["code", "policy"],
        [".template.components"] = ["type", "sub_type", "index", "parameters"],
        [".template.components.parameters"] = ["type", "text", "parameter_name", "payload", "image", "video", "document", "location",
            "currency", "date_time"],
    };

    /// <summary>The first field that is not known; null where all are.</summary>
    public static string? Unexpected(JsonElement body) => Unexpected(body, "", body.Text("type"));

    private static string? Unexpected(JsonElement part, string path, string? type)
    {
        if (part.ValueKind == JsonValueKind.Array)
            return part.EnumerateArray().Select(one => Unexpected(one, path, type)).FirstOrDefault(found => found is not null);
        if (part.ValueKind != JsonValueKind.Object || !Known.TryGetValue(path, out var known))
            return null;
        foreach (var field in part.EnumerateObject())
        {
            if (!known.Contains(field.Name) && !(path.Length == 0 && field.Name == type))
                return $"Unexpected key \"{field.Name}\" on param \"{path.TrimStart('.')}\".";
            if (Unexpected(field.Value, $"{path}.{field.Name}", type) is { } found)
                return found;
        }
        return null;
    }
}
