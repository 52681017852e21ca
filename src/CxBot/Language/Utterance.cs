using System.Text.Json.Serialization;

namespace CxBot.Language;

/// <summary>What a message says beside its question, answered as a person would.</summary>
public enum SmallTalk
{
    Greeting,
    Thanks,
    Goodbye,

    /// <summary>ok, sip, emoji only.</summary>
    Acknowledgement,

    /// <summary>"Are you a robot?"</summary>
    AreYouHuman,

    /// <summary>"How are you?"</summary>
    HowAreYou,

    /// <summary>"May I ask something?": a question is to follow, and nothing of it is here yet.</summary>
    Opener,

    /// <summary>Asks who the bot is or what it can do: "kamu bisa apa?", "menu".</summary>
    AboutBot,
}

/// <summary>How the customer sounds; the later, the worse.</summary>
[JsonConverter(typeof(CamelCaseEnum<Mood>))]
public enum Mood
{
    Calm,
    Worried,
    Annoyed,
    Angry,
}

/// <summary>What can be read off one message without knowing anything else. Pure, from tables.</summary>
/// <param name="Text">As the customer wrote it.</param>
/// <param name="Language"><c>id</c> or <c>en</c>; the known one where the words do not say, else <c>id</c>.</param>
/// <param name="SmallTalk">The small talk in it; null for none.</param>
/// <param name="WantsPerson">Asks for a person, in any wording.</param>
/// <param name="SensitiveTopic">The delicate matter in it; null for none.</param>
/// <param name="OrderNumbers">As written, without doubles.</param>
/// <param name="PhoneNumbers">Digits, with a leading + where written.</param>
/// <param name="Emails">In lower case.</param>
/// <param name="HasQuestion">Whether there are words beyond the small talk.</param>
/// <param name="IsEmpty">Nothing can be read: only invisible characters or punctuation, or a link or path and nothing else.</param>
public sealed record Utterance(
    string Text,
    string Language,
    SmallTalk? SmallTalk,
    bool WantsPerson,
    SensitiveTopic? SensitiveTopic,
    Mood Mood,
    IReadOnlyList<string> OrderNumbers,
    IReadOnlyList<string> PhoneNumbers,
    IReadOnlyList<string> Emails,
    bool HasQuestion,
    bool IsEmpty)
{
    /// <summary>The language of who has said nothing yet that tells one.</summary>
    internal const string DefaultLanguage = "id";

    /// <param name="text">Anything; what is longer than 2,000 characters is judged by its beginning.</param>
    /// <param name="knownLanguage">What earlier messages were written in.</param>
    /// <param name="lexicon">With an owner's own words; null for the program's alone.</param>
    public static Utterance Read(string text, string? knownLanguage, Lexicon? lexicon = null) =>
        (lexicon ?? Lexicon.BuiltIn).Utterances.Read(text ?? "", knownLanguage);
}
