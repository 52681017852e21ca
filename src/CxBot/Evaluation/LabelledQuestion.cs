using System.Text.Json;

namespace CxBot.Evaluation;

/// <summary>A question and the article that answers it.</summary>
/// <param name="Article">Its id; null where no article answers.</param>
public sealed record LabelledQuestion(string Text, string? Article)
{
    /// <summary>Reads one JSON object a line, <c>{"text": "...", "article": "id" or null}</c>; empty lines are skipped.</summary>
    /// <exception cref="FormatException">Names the line.</exception>
    public static async Task<IReadOnlyList<LabelledQuestion>> ReadAsync(string file, CancellationToken ct)
    {
        var questions = new List<LabelledQuestion>();
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(file, ct))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                questions.Add(Read(line, file, number));
        }

        return questions;
    }

    private static LabelledQuestion Read(string line, string file, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            if (root.ValueKind is JsonValueKind.Object
                && root.TryGetProperty("text", out var text) && text.ValueKind is JsonValueKind.String
                && root.TryGetProperty("article", out var article) && article.ValueKind is JsonValueKind.String or JsonValueKind.Null)
                return new LabelledQuestion(text.GetString()!, article.GetString());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException($"{file}:{number}: this is not JSON: {e.Message}", e);
        }

        throw new FormatException($"{file}:{number}: a question is {{\"text\": \"...\", \"article\": \"id\"}}, with null where no article answers.");
    }
}
