using System.Collections.Frozen;
using CxBot.Language.Tables;
using CxBot.Language.Text;

namespace CxBot.Language;

/// <summary>
/// The words that an owner adds to the program's: how their customers write, and the names of their products and places. Immutable.
/// </summary>
/// <param name="Slang">One word as it is written, and the words that it means.</param>
/// <param name="Names">Single words, in lower case: spelt right, never slang, never repaired.</param>
public sealed record OwnersWords(FrozenDictionary<string, string[]> Slang, FrozenSet<string> Names)
{
    private const int MaxMeaning = 5;

    public static readonly OwnersWords None = new(FrozenDictionary<string, string[]>.Empty, FrozenSet<string>.Empty);

    public bool IsEmpty => Slang.Count == 0 && Names.Count == 0;

    /// <summary>Reads the text of one file with the sections <c>[slang]</c> and <c>[names]</c>, and adds it.</summary>
    /// <param name="problem">Told the line, from 1, and what is wrong with it. Such a line is left out.</param>
    public OwnersWords Add(string text, Action<int, string> problem)
    {
        var slang = Slang.ToDictionary();
        var names = Names.ToHashSet(StringComparer.Ordinal);
        foreach (var line in TableFile.Read(text, problem))
        {
            switch (line.Section)
            {
                case "slang":
                    AddSlang(line, slang, problem);
                    break;
                case "names" when line.Value is null:
                    names.UnionWith(line.Entries.SelectMany(TextNormalizer.Words));
                    break;
                case "names":
                    problem(line.Number, "a name has no other meaning: write names with commas, and what is short for one as [slang].");
                    break;
                default:
                    problem(line.Number, $"unknown section [{line.Section}]; the sections are [slang] and [names].");
                    break;
            }
        }

        return new OwnersWords(slang.ToFrozenDictionary(StringComparer.Ordinal), names.ToFrozenSet(StringComparer.Ordinal));
    }

    private static void AddSlang(TableLine line, Dictionary<string, string[]> slang, Action<int, string> problem)
    {
        string[] meaning = [.. TextNormalizer.Words(line.Value)];
        if (meaning.Length is 0 or > MaxMeaning)
        {
            problem(line.Number, $"slang is written as: word, word = what they mean, in one to {MaxMeaning} words.");
            return;
        }

        foreach (var entry in line.Entries)
        {
            if (TextNormalizer.Words(entry) is [var word])
                slang[word] = meaning;
            else
                problem(line.Number, $"'{entry}' is not one word; only a single word can be slang.");
        }
    }
}
