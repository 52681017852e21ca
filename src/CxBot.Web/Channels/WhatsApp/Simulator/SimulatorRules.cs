using System.Text.Json;

namespace CxBot.Web.Channels.WhatsApp.Simulator;

/// <summary>What Meta would say no to. Pure.</summary>
/// <remarks>developers.facebook.com, WhatsApp Cloud API, messages and support/error-codes.</remarks>
public static class SimulatorRules
{
    /// <summary>The words of an error.</summary>
    public static string Title(int code) => code switch
    {
        100 => "Invalid parameter",
        190 => "Invalid OAuth access token",
        130429 => "Rate limit hit",
        131009 => "Parameter value is not valid",
        131026 => "Message undeliverable",
        131047 => "Re-engagement message",
        132001 => "Template name does not exist in the translation",
        _ => $"Error {code}",
    };

    /// <summary>The status that comes with an error.</summary>
    public static int HttpStatus(int code) => code switch { 190 => 401, 130429 => 429, 132001 => 404, _ => 400 };

    /// <summary>What is wrong with a message; null where nothing is.</summary>
    public static (int Code, string Details)? Problem(JsonElement body)
    {
        if (body.Text("messaging_product") != "whatsapp") return (100, "The parameter messaging_product is required.");
        if (body.Part("to") is null && body.Part("recipient") is null) return (100, "The parameter to is required.");
        if (body.Text("type") is not { } type || body.Part(type) is not { ValueKind: JsonValueKind.Object } content) return (100, "The content of the message is missing.");
        var wrong = type switch
        {
            "text" => Length(content.Text("body"), 1, 4096) ? null : "text.body must have 1 to 4,096 characters.",
            "interactive" => Interactive(content),
            "location" => content.Part("latitude") is not null && content.Part("longitude") is not null ? null : "location needs latitude and longitude.",
            "template" => content.Text("name") is not null && ((JsonElement?)content).Part("language").Text("code") is not null ? null : "template needs a name and a language.",
            "image" or "audio" or "video" or "document" or "sticker" => content.Text("id") is not null || content.Text("link") is not null ? null : $"{type} needs an id or a link.",
            _ => $"{type} is not a type that is known here.",
        };
        return wrong is null ? null : (131009, wrong);
    }

    private static string? Interactive(JsonElement? content)
    {
        if (!Length(content.Part("body").Text("text"), 1, 1024)) return "interactive.body must have 1 to 1,024 characters.";
        var action = content.Part("action");
        if (content.Text("type") == "button")
        {
            var titles = action.Items("buttons").Select(b => ((JsonElement?)b).Part("reply").Text("title")).ToList();
            return titles.Count is >= 1 and <= 3 && titles.TrueForAll(t => Length(t, 1, 20)) && titles.Distinct().Count() == titles.Count ? null : "There may be 1 to 3 buttons, each with its own title of 1 to 20 characters.";
        }
        if (content.Text("type") == "request_contact_info") return action.Text("name") == "request_contact_info" ? null : "interactive.action.name must be request_contact_info.";
        var rows = action.Items("sections").SelectMany(s => s.Items("rows")).ToList();
        return Length(action.Text("button"), 1, 20) && rows.Count is >= 1 and <= 10 && rows.TrueForAll(r => Length(r.Text("title"), 1, 24) && Length(r.Text("description"), 0, 72) && Length(r.Text("id"), 1, 200))
            ? null : "A list has a button of 1 to 20 characters and 1 to 10 rows, with titles of 24 and descriptions of 72.";
    }

    private static bool Length(string? text, int least, int most) => (text?.Length ?? 0) >= least && (text?.Length ?? 0) <= most;
}
