using System.Text.Encodings.Web;
using System.Text.Json;

namespace CxBot.Evaluation.Questions;

/// <summary>A question and the article that answers it.</summary>
/// <param name="Article">Its id; null where no article answers.</param>
public sealed record LabelledQuestion(string Text, ArticleId? Article)
{
    /// <summary>The longest question, in characters: what is longer is not read to its end anyway.</summary>
    public const int Longest = 8_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads one JSON object a line, <c>{"text": "...", "article": "id" or null}</c>; empty lines are skipped.</summary>
    /// <exception cref="BadQuestionException">Names the line.</exception>
    public static async Task<IReadOnlyList<LabelledQuestion>> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return Parse(await File.ReadAllTextAsync(file, cancellationToken));
        }
        catch (BadQuestionException bad)
        {
            throw new BadQuestionException(bad.Line, bad.Fault, $"{file}:{bad.Message}");
        }
    }

    /// <inheritdoc cref="ReadAsync"/>
    public static IReadOnlyList<LabelledQuestion> Parse(string lines)
    {
        var questions = new List<LabelledQuestion>();
        var number = 0;
        using var reader = new StringReader(lines);
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                questions.Add(Read(line, number));
        }

        return questions;
    }

    /// <summary>One line, as it is read.</summary>
    public override string ToString() => JsonSerializer.Serialize(this, Json);

    private static LabelledQuestion Read(string line, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            if (root.ValueKind is JsonValueKind.Object
                && root.TryGetProperty("text", out var text) && text.ValueKind is JsonValueKind.String
                && root.TryGetProperty("article", out var article) && article.ValueKind is JsonValueKind.String or JsonValueKind.Null)
                return Checked(new LabelledQuestion(text.GetString()!, ArticleId.OrNull(article.GetString())), number);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new BadQuestionException(number, QuestionFault.NotJson, $"{number}: this is not JSON: {e.Message}");
        }

        throw new BadQuestionException(
            number,
            QuestionFault.NotAQuestion,
            $"{number}: a question is {{\"text\": \"...\", \"article\": \"id\"}}, with null where no article answers.");
    }

    private static LabelledQuestion Checked(LabelledQuestion question, int number) =>
        string.IsNullOrWhiteSpace(question.Text)
            ? throw new BadQuestionException(number, QuestionFault.Empty, $"{number}: the text is empty.")
        : question.Text.Length > Longest
            ? throw new BadQuestionException(number, QuestionFault.TooLong, $"{number}: the text is longer than {Longest} characters.")
        : question;
}

/// <summary>What can be wrong with a line, or with the whole set.</summary>
public enum QuestionFault
{
    NotJson,
    NotAQuestion,
    Empty,
    TooLong,
    NoQuestions,
    TooManyQuestions,
    TooLarge,
}

/// <summary>Labelled questions that cannot be used.</summary>
/// <param name="line">Counted from 1; 0 where the whole set is meant.</param>
public sealed class BadQuestionException(int line, QuestionFault fault, string message) : FormatException(message)
{
    public int Line => line;

    public QuestionFault Fault => fault;
}
