using System.Text.Json;
using CxBot.Web.Channels.WhatsApp.Graph;

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
        2500 => "Unknown path components",
        80007 => "Rate limit issues",
        130429 => "Rate limit hit",
        130497 => "Business account is restricted from messaging users in this country",
        131008 => "Required parameter is missing",
        131009 => "Parameter value is not valid",
        131026 => "Message undeliverable",
        131037 => "Display name approval needed",
        131042 => "Business eligibility payment issue",
        131047 => "Re-engagement message",
        131049 => "Not delivered to maintain a healthy ecosystem engagement",
        131050 => "The user has stopped receiving marketing messages from you",
        131053 => "Media upload error",
        131056 => "Pair rate limit hit",
        131064 => "Message failed to reach messaging limit",
        132000 => "Number of parameters does not match the expected number of params",
        132001 => "Template name does not exist in the translation",
        132005 => "Template hydrated text too long",
        132012 => "Template parameter format mismatch",
        132015 => "Template is paused",
        132016 => "Template is disabled",
        132018 => "There was an issue with the parameters in your template",
        _ => $"Error {code}",
    };

    /// <summary>Whether an error can befall a message of this type at all: limits of marketing leave replies alone, and a text has no
    /// file.</summary>
    public static bool Befalls(int code, string type) => code switch
    {
        131049 or 131050 or 131064 or (>= 132000 and <= 132999) => type == "template",
        131053 => type is "image" or "audio" or "video" or "document" or "sticker",
        WhatsAppErrors.WindowShut => type != "template",
        _ => true,
    };

    /// <summary>Whether an error is about one customer and leaves all others alone.</summary>
    public static bool IsOfOneCustomer(int code) => code is 130497 or 131026 or WhatsAppErrors.WindowShut or 131049 or 131050 or 131056;

    /// <summary>The status that comes with an error.</summary>
    public static int HttpStatus(int code) => code switch { 190 => 401, 130429 or 80007 => 429, 132001 => 404, _ => 400 };

    /// <summary>What is wrong with a message; null where nothing is.</summary>
    public static (int Code, string Details)? Problem(JsonElement body)
    {
        if (body.Text("messaging_product") != "whatsapp")
            return (100, "The parameter messaging_product is required.");
        if (body.Part("to") is null && body.Part("recipient") is null)
            return (100, "The parameter to is required.");
        if (body.Text("type") is not { } type || body.Part(type) is not { ValueKind: JsonValueKind.Object } content)
            return (100, "The content of the message is missing.");
        if (SimulatorFields.Unexpected(body) is { } unexpected)
            return (100, unexpected);
        return Wrong(type, content) is { } wrong ? (131009, wrong) : null;
    }

    private static string? Wrong(string type, JsonElement content) => type switch
    {
        "text" => Length(content.Text("body"), 1, 4096) ? null : "text.body must have 1 to 4,096 characters.",
        "interactive" => Interactive(content),
        "location" => content.Part("latitude") is not null && content.Part("longitude") is not null ? null
            : "location needs latitude and longitude.",
        "template" => content.Text("name") is not null && ((JsonElement?)content).Part("language").Text("code") is not null ? null
            : "template needs a name and a language.",
        "image" or "audio" or "video" or "document" or "sticker" =>
            content.Text("id") is not null || content.Text("link") is not null ? null : $"{type} needs an id or a link.",
        _ => $"{type} is not a type that is known here.",
    };

    private static string? Interactive(JsonElement? content)
    {
        var most = content.Text("type") == "list" ? 4096 : 1024;
        if (!Length(content.Part("body").Text("text"), 1, most))
            return $"interactive.body must have 1 to {most} characters.";
        var action = content.Part("action");
        return content.Text("type") switch
        {
            "button" => Buttons(action),
            "request_contact_info" => action.Text("name") == "request_contact_info" ? null
                : "interactive.action.name must be request_contact_info.",
            "list" => List(action),
            var type => $"interactive.type {type} is not known here.",
        };
    }

    private static string? Buttons(JsonElement? action)
    {
        if (action.Items("buttons").Select(b => ((JsonElement?)b).Part("reply").Text("id")).Any(id => !Length(id, 1, 256)))
            return "A button needs an id of 1 to 256 characters.";
        var titles = action.Items("buttons").Select(b => ((JsonElement?)b).Part("reply").Text("title")).ToList();
        return titles.Count is >= 1 and <= 3 && titles.TrueForAll(t => Length(t, 1, 20)) && titles.Distinct().Count() == titles.Count
            ? null : "There may be 1 to 3 buttons, each with its own title of 1 to 20 characters.";
    }

    private static string? List(JsonElement? action)
    {
        var rows = action.Items("sections").SelectMany(s => s.Items("rows")).ToList();
        return Length(action.Text("button"), 1, 20) && rows.Count is >= 1 and <= 10
            && rows.Select(r => r.Text("id")).Distinct().Count() == rows.Count
            && rows.TrueForAll(r => Length(r.Text("title"), 1, 24) && Length(r.Text("description"), 0, 72) && Length(r.Text("id"), 1, 200))
            ? null : "A list has a button of 1 to 20 characters and 1 to 10 rows, with titles of 24 and descriptions of 72.";
    }

    private static bool Length(string? text, int least, int most) => (text?.Length ?? 0) >= least && (text?.Length ?? 0) <= most;
}
