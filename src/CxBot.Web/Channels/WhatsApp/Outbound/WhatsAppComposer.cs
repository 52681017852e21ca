using System.Text.Json.Nodes;
using CxBot.Conversations;
using CxBot.Surveys;
using CxBot.Words;

namespace CxBot.Web.Channels.WhatsApp.Outbound;

/// <summary>Turns one of our messages into as few of WhatsApp's as can be: each of them costs money. Pure.</summary>
public static class WhatsAppComposer
{
    /// <summary>Of a caption, and of what has buttons under it.</summary>
    private const int MaxBodyLength = 1024;
    private const int MaxButtons = 3;
    private const int MaxButtonLength = 20;
    private const int MaxRows = 10;
    private const int MaxRowLength = 24;
    private const int MaxDescriptionLength = 72;

    /// <param name="lost">Whether a piece, by its place, is a file that was not taken: its words then go on their own, after all
    /// else.</param>
    public static IReadOnlyList<WhatsAppPiece> Compose(Message message, string? language, Func<int, bool>? lost = null)
    {
        if (message.Content is MessageContent.Template template)
            return [Template(template.Use)];
        if (message.Content is MessageContent.PhoneRequest)
            return [AskPhone(message.Text)];
        var pieces = new List<WhatsAppPiece>();
        var text = Words(message, language);
        var words = text;
        foreach (var file in message.Content.Attachments ?? [])
        {
            var piece = File(file, text.Length <= MaxBodyLength ? text : "");
            if (piece.Content.ContainsKey("caption"))
                text = "";
            pieces.Add(piece);
        }
        if (message.Content is MessageContent.Shared
            {
                Part:
                {
                    Kind: SharedKind.Location, Latitude: { } latitude,
                    Longitude: { } longitude
                } place
            })
            pieces.Add(Location(latitude, longitude, place.Lines));
        pieces.AddRange(Choices(message, language) is { } choices ? WithChoices(text, choices, language) : Texts(text));
        if (lost is not null && pieces.Where((piece, place) => piece.Content.ContainsKey("caption") && lost(place)).Any())
            pieces.AddRange(Texts(words));
        return pieces;
    }

    private static string Words(Message message, string? language)
    {
        // Agents and customers write no Markdown, and what looks like it is meant as it stands.
        if (message.Role != MessageRole.Bot)
            return Asking(message) is { Kind: not SurveyKind.Csat } asks
                ? $"{message.Text.Trim()}\n\n{SurveyWords.Written(asks)}" : message.Text.Trim();
        if (message.Content is not MessageContent.Answer answer)
            return WhatsAppMarkdown.Render(message.Text);
        var text = answer.Cut(message.Text) is var (part, rest)
            ? $"{WhatsAppMarkdown.Render(part)}\n\n_{CustomerWords.Say("Rest", language)}_\n{WhatsAppMarkdown.Render(rest)}"
            : WhatsAppMarkdown.Render(message.Text);
        return $"{text}\n\n_{CustomerWords.Say("Source", language, answer.Source.Title.Replace('_', ' '))}_";
    }

    private static IEnumerable<WhatsAppPiece> Texts(string text) =>
        WhatsAppText.Split(text).Select(part => new WhatsAppPiece("text", new JsonObject { ["body"] = part, ["preview_url"] = false }));

    /// <summary>What can be pressed under a message: the bot's choices, a rating, the way back to the bot.</summary>
    private static Pressable? Choices(Message message, string? language)
    {
        if (message.Content.Choices is { Count: > 0 } choices)
            return new(CustomerWords.Say("Choose", language),
                [.. choices.Take(MaxRows).Select((choice, i) => (WhatsAppIds.Choice(message.Sequence, i), choice.Title))]);
        if (Asking(message) is { } asks)
            // Eleven rows are one more than a list holds: 0 to 10 is typed.
            return asks.Kind == SurveyKind.Nps ? null
                : new(CustomerWords.Say("Rate", asks.Language),
                    [.. SurveyScale.Of(asks.Kind).Scores.Select(score =>
                        (WhatsAppIds.Answer(asks.Kind, message.Sequence, score), SurveyWords.Label(asks, score)))]);
        if (message.Content is MessageContent.Notice { AskRatingOf: { } handover })
            return new(CustomerWords.Say("Rate", language),
                [.. Enumerable.Range(1, 5).Reverse()
                    .Select(score =>
                        (WhatsAppIds.Rating(handover, score),
                            $"{new string('★', score)} {CustomerWords.Say($"Rate_{score}", language)}"))]);
        if (message.Content is MessageContent.Notice { Handover: { State: HandoverStage.Waiting, CanReturn: true } })
            return new("", [(WhatsAppIds.ReturnToBot, CustomerWords.Say("ReturnToBot", language))]);
        return null;
    }

    private static SurveyQuestion? Asking(Message message) => message.Content.Asks is { CommentOn: null } asks ? asks : null;

    private static IEnumerable<WhatsAppPiece> WithChoices(string text, Pressable choices, string? language)
    {
        // A list takes as long a text as a message without anything to press.
        var fitsList = text.Length <= WhatsAppText.Longest && choices.Open.Length > 0;
        if (text.Length > MaxBodyLength && !fitsList)
        {
            foreach (var piece in Texts(text))
                yield return piece;
            text = "";
        }
        if (text.Length == 0)
            text = CustomerWords.Say("ChooseOne", language);
        var interactive = new JsonObject { ["body"] = new JsonObject { ["text"] = text } };
        if (text.Length <= MaxBodyLength && FitsButtons(choices))
        {
            interactive["type"] = "button";
            interactive["action"] = new JsonObject
            {
                ["buttons"] = new JsonArray(
                    [.. choices.Options.Select(
                        o => new JsonObject { ["type"] = "reply", ["reply"] = new JsonObject { ["id"] = o.Id, ["title"] = o.Title } })]),
            };
        }
        else
        {
            interactive["type"] = "list";
            interactive["action"] = new JsonObject
            {
                ["button"] = WhatsAppText.Shorten(choices.Open, MaxButtonLength),
                ["sections"] = new JsonArray(new JsonObject { ["rows"] = new JsonArray([.. choices.Options.Select(Row)]) }),
            };
        }
        yield return new("interactive", interactive);
    }

    /// <summary>Buttons only where nothing of any choice is lost.</summary>
    private static bool FitsButtons(Pressable choices) =>
        choices.Options.Count <= MaxButtons && choices.Options.All(o => o.Title.Length is > 0 and <= MaxButtonLength)
        && choices.Options.DistinctBy(o => o.Title).Count() == choices.Options.Count;

    /// <summary>A title that had to be cut has its whole words under it.</summary>
    private static JsonObject Row((string Id, string Title) option)
    {
        var title = WhatsAppText.Shorten(option.Title, MaxRowLength);
        var row = new JsonObject { ["id"] = option.Id, ["title"] = title };
        if (title != option.Title)
            row["description"] = WhatsAppText.Shorten(option.Title, MaxDescriptionLength);
        return row;
    }

    private static WhatsAppPiece File(MediaReference file, string caption)
    {
        var type = WhatsAppFiles.TypeOf(file);
        var content = new JsonObject();
        if (type != "audio" && caption.Length > 0)
            content["caption"] = caption;
        if (type == "document")
            content["filename"] = file.FileName;
        return new(type, content, file);
    }

    /// <summary>WhatsApp's own button, with which a customer shares the number that a username hides.</summary>
    private static WhatsAppPiece AskPhone(string text) => new("interactive", new JsonObject
    {
        ["type"] = "request_contact_info",
        ["body"] = new JsonObject { ["text"] = WhatsAppText.Shorten(text, MaxBodyLength) },
        ["action"] = new JsonObject { ["name"] = "request_contact_info" },
    });

    private static WhatsAppPiece Location(double latitude, double longitude, IReadOnlyList<string> lines)
    {
        var content = new JsonObject { ["latitude"] = latitude, ["longitude"] = longitude };
        if (lines.Count > 0)
            content["name"] = lines[0];
        if (lines.Count > 1)
            content["address"] = lines[1];
        return new("location", content);
    }

    private static WhatsAppPiece Template(TemplateUse template)
    {
        var components = new JsonArray();
        if (template.Header.Count > 0)
            components.Add(Component("header", template.Header, template.HeaderNames));
        if (template.Body.Count > 0)
            components.Add(Component("body", template.Body, template.Names));
        var content = new JsonObject { ["name"] = template.Name, ["language"] = new JsonObject { ["code"] = template.Language } };
        if (components.Count > 0)
            content["components"] = components;
        return new("template", content);
    }

    private static JsonObject Component(string type, IReadOnlyList<string> values, IReadOnlyList<string>? names) => new()
    {
        ["type"] = type,
        ["parameters"] = new JsonArray([.. values.Select((value, i) =>
        {
            var parameter = new JsonObject { ["type"] = "text" };
            if (names is not null && i < names.Count)
                parameter["parameter_name"] = names[i];
            parameter["text"] = value;
            return parameter;
        })]),
    };

    private sealed record Pressable(string Open, IReadOnlyList<(string Id, string Title)> Options);
}
