using CxBot.Knowledge.Text;

namespace CxBot.Conversations;

/// <summary>The form that the tables of <see cref="Utterance"/> are written for.</summary>
internal static class UtteranceText
{
    /// <summary>The words with slang spelt out, one space between and around them, particles kept: <c>" mau bicara dengan orang dong "</c>.</summary>
    public static string Plain(IReadOnlyList<string> words) => $" {string.Join(' ', words.SelectMany(Slang.SpellOut))} ";
}
