using System.Text.Json;
using CxBot.Reports.Shopping;

namespace CxBot.Web.Api.Shopping;

/// <summary>Reads the body with which the shop tells of one customer's activity: one, or a list of them.</summary>
internal static class ActivityBody
{
    /// <summary>So much is said of what is wrong.</summary>
    public const int MaxErrors = 20;

    private static readonly string[] Known = [.. ActivityFields.Names.Where(name => name != "subject")];

    /// <param name="now">What is long after it was not done yet.</param>
    public static ReadBody Read(string subject, byte[] body, DateTimeOffset now)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 4 });
            List<JsonElement> all = json.RootElement.ValueKind == JsonValueKind.Array
                ? [.. json.RootElement.EnumerateArray()] : [json.RootElement];
            if (all.Count is 0 or > ShopActivities.MaxAtOnce)
                return new ReadBody([], [])
                {
                    Problem = $"The body is an activity or a list of 1 to {ShopActivities.MaxAtOnce}, not of {all.Count}.",
                };
            var (rows, errors) = (new List<ActivityRow>(), new List<ActivityError>());
            for (var i = 0; i < all.Count && errors.Count < MaxErrors; i++)
            {
                var (row, problem) = Read(subject, all[i], now);
                if (row is not null)
                    rows.Add(row);
                else
                    errors.Add(new ActivityError(i, problem!));
            }

            return new ReadBody(rows, errors);
        }
        catch (Exception unread) when (unread is JsonException or InvalidOperationException)
        {
            // Text that is no text, such as half a character, is told when it is asked for.
            return new ReadBody([], []) { Problem = "The body is not JSON in UTF-8." };
        }
    }

    private static (ActivityRow? Row, string? Problem) Read(string subject, JsonElement one, DateTimeOffset now)
    {
        if (one.ValueKind != JsonValueKind.Object)
            return (null, "An activity is an object, such as {\"id\":\"INV-1\",\"kind\":\"order\",\"at\":\"2026-11-25T14:03:00+07:00\"}.");
        var values = new Dictionary<string, string?>();
        foreach (var property in one.EnumerateObject())
        {
            var name = property.Name;
            if (!Known.Contains(name))
                return (null, $"There is no \"{(name.Length <= 40 ? name : name[..40] + "…")}\". Known are {string.Join(", ", Known)}.");
            var (isRight, text) = TextOf(property);
            if (!isRight)
                return (null, name == "amount" ? "amount is a number." : $"{name} is a text in quotes.");
            values[name] = text;
        }

        return new ActivityFields
        {
            Subject = subject,
            Id = values.GetValueOrDefault("id"),
            Kind = values.GetValueOrDefault("kind"),
            At = values.GetValueOrDefault("at"),
            Amount = values.GetValueOrDefault("amount"),
            Currency = values.GetValueOrDefault("currency"),
            Subscription = values.GetValueOrDefault("subscription"),
        }.Read(now);
    }

    /// <summary>A number as it is written, so that none is rounded.</summary>
    private static (bool IsRight, string? Text) TextOf(JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.Null => (true, null),
        JsonValueKind.Number => (property.Name == "amount", property.Value.GetRawText()),
        JsonValueKind.String => (property.Name != "amount", property.Value.GetString()),
        _ => (false, null),
    };
}

/// <param name="Rows">What may be stored, where nothing is wrong.</param>
/// <param name="Errors">What is wrong with which.</param>
internal sealed record ReadBody(IReadOnlyList<ActivityRow> Rows, IReadOnlyList<ActivityError> Errors)
{
    /// <summary>Why nothing of it can be read; null where it can.</summary>
    public string? Problem { get; init; }
}

/// <param name="Row">Which of the list; the first is 0.</param>
internal sealed record ActivityError(int Row, string Problem);

/// <summary>An activity as it is described to programs.</summary>
/// <param name="Id">The shop's own id of it: what was told already with its kind changes nothing.</param>
/// <param name="Kind"><c>order</c>, <c>subscription-begun</c>, <c>subscription-renewed</c> or <c>subscription-ended</c>.</param>
/// <param name="At">With its zone.</param>
/// <param name="Amount">With <paramref name="Currency"/>, or left out with it.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Subscription">Which subscription, where a customer may have several.</param>
internal sealed record ToldActivity(
    string Id, string Kind, DateTimeOffset At, decimal? Amount, string? Currency, string? Subscription);
