using System.Collections.Frozen;
using CxBot.Language.Tables;
using CxBot.Language.Text;

namespace CxBot.Language.Questions;

/// <summary>Reads a message that is nothing but a yes or a no. Table: <c>yes-or-no.txt</c>. Pure.</summary>
internal sealed class YesOrNo(LanguageTables tables, LittleWords littleWords)
{
    private const string Table = "yes-or-no";

    private readonly FrozenSet<string> _yes = tables.Words(Table, "yes");
    private readonly FrozenSet<string> _no = tables.Words(Table, "no");
    private readonly FrozenSet<string> _beside = littleWords.And(tables.Words(Table, "beside"));

    /// <returns>Null where it says neither, or more: "bukan, yang ke Bali" is a question.</returns>
    public static bool? Read(string text) => Lexicon.BuiltIn.YesOrNo.Find(text);

    private bool? Find(string text)
    {
        var words = TextNormalizer.Words(text);
        if (!words.All(w => _yes.Contains(w) || _no.Contains(w) || _beside.Contains(w)))
            return null;
        return words.Any(_no.Contains) ? false : words.Any(_yes.Contains) ? true : null;
    }
}
