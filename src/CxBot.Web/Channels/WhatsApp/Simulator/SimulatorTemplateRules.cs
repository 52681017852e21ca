using System.Text.Json;
using System.Text.RegularExpressions;

namespace CxBot.Web.Channels.WhatsApp.Simulator;

/// <summary>What Meta would say no to of a template, held against the template as it was approved. Pure.</summary>
/// <remarks>developers.facebook.com, WhatsApp Cloud API, support/error-codes, 132000 to 132018. It reads places by its own means, so as to
/// find ours wrong.</remarks>
public static partial class SimulatorTemplateRules
{
    private const int MaxBodyLength = 1024;

    /// <summary>What is wrong; null where nothing is.</summary>
    /// <param name="sent">What is under <c>template</c> in the call.</param>
    /// <param name="templates">The account's own, in Meta's form.</param>
    public static (int Code, string Details)? Problem(JsonElement sent, IEnumerable<JsonElement> templates)
    {
        var language = ((JsonElement?)sent).Part("language").Text("code");
        JsonElement? template = templates.Cast<JsonElement?>()
            .FirstOrDefault(t => t.Text("name") == sent.Text("name") && t.Text("language") == language);
        switch (template.Text("status"))
        {
            case "APPROVED":
                break;
            case "PAUSED":
                return (132015, "The template is paused for low quality.");
            case "DISABLED":
                return (132016, "The template is disabled for low quality.");
            default:
                return (132001, $"template name ({sent.Text("name")}) does not exist in {language}");
        }
        var components = sent.Items("components").ToList();
        foreach (var part in template.Items("components"))
            if (Part(part, template.Text("parameter_format") == "NAMED", components) is { } wrong)
                return wrong;
        return null;
    }

    private static (int Code, string Details)? Part(JsonElement part, bool named, List<JsonElement> sent)
    {
        var type = part.Text("type")?.ToUpperInvariant();
        var parameters = sent.Where(c => string.Equals(c.Text("type"), type, StringComparison.OrdinalIgnoreCase))
            .SelectMany(c => c.Items("parameters")).ToList();
        switch (type)
        {
            case "HEADER" when part.Text("format") is { } format && format != "TEXT":
                return parameters.Exists(p => string.Equals(p.Text("type"), format, StringComparison.OrdinalIgnoreCase)) ? null
                    : (132012, $"header: Format mismatch, expected {format}, received UNKNOWN");
            case "HEADER" or "BODY":
                return Text(type, part.Text("text") ?? "", named, parameters);
            case "BUTTONS":
                return Buttons(part, sent);
            case "FOOTER":
                return null;
            default:
                return sent.Exists(c => string.Equals(c.Text("type"), type, StringComparison.OrdinalIgnoreCase)) ? null
                    : (132012, $"The template's {type} needs parameters.");
        }
    }

    private static (int Code, string Details)? Text(string type, string text, bool named, List<JsonElement> parameters)
    {
        var places = Place().Matches(text).Select(m => m.Groups[1].Value).Distinct().ToList();
        var fitting = named ? parameters.Count(p => places.Contains(p.Text("parameter_name") ?? "")) : parameters.Count;
        if (fitting != places.Count || parameters.Count != places.Count)
            return (132000, $"{type.ToLowerInvariant()}: number of localizable_params ({fitting}) does not match the expected number of "
                + $"params ({places.Count})");
        if (parameters.Exists(p => p.Text("type") != "text"))
            return (132012, $"{type.ToLowerInvariant()}: Format mismatch, expected TEXT");
        if (!named && parameters.Exists(p => p.Part("parameter_name") is not null))
            return (132012, $"{type.ToLowerInvariant()}: the template has numbers, not names");
        if (parameters.Exists(p => string.IsNullOrEmpty(p.Text("text"))))
            return (131008, "Required parameter is missing: text");
        if (parameters.Exists(p => Unwritable().IsMatch(p.Text("text")!)))
            return (132018, "Param text cannot have new-line/tab characters or more than 4 consecutive spaces");
        return Place().Replace(text, match => Value(match.Groups[1].Value, named, parameters)).Length > MaxBodyLength
            ? (132005, "Translated text too long") : null;
    }

    private static string Value(string place, bool named, List<JsonElement> parameters) => named
        ? parameters.Find(p => p.Text("parameter_name") == place).Text("text") ?? ""
        : int.TryParse(place, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= 1
            && number <= parameters.Count ? parameters[number - 1].Text("text") ?? "" : "";

    private static (int Code, string Details)? Buttons(JsonElement part, List<JsonElement> sent)
    {
        var index = -1;
        foreach (var button in part.Items("buttons"))
        {
            index++;
            var kind = button.Text("type")?.ToUpperInvariant();
            if (kind is "QUICK_REPLY" or "PHONE_NUMBER" || (kind == "URL" && !Place().IsMatch(button.Text("url") ?? "")))
                continue;
            var at = index.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (!sent.Exists(c => c.Text("type") == "button" && c.Text("index") == at))
                return (131008, $"buttons: Button at index {at} of type {kind} requires a parameter");
        }
        return null;
    }

    [GeneratedRegex(@"\{\{\s*(\w+)\s*\}\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"[\r\n\t]| {5}")]
    private static partial Regex Unwritable();
}
