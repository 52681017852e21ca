using System.Text.Json.Serialization;

namespace CxBot.Conversations;

/// <summary>A message asks the customer a survey's question, or for words on their answer. The survey is known by the place of the message
/// that asks.</summary>
/// <param name="Language">In which it is asked, so that it is the same wherever it is shown.</param>
/// <param name="CommentOn">The place of the question that was answered, where this message asks for words on it; null where it asks the
/// question itself.</param>
public sealed record SurveyQuestion(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never), JsonConverter(typeof(CamelCaseEnum<SurveyKind>))] SurveyKind Kind,
    string Language,
    long? CommentOn = null);
