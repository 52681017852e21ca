namespace CxBot.Language.Tables;

/// <summary>Reads the text of one table.</summary>
/// <remarks>
/// <c># a comment</c>, <c>[section]</c>, and lines of entries with commas between them. A line may give its entries a value: <c>hari, hr
/// = day</c>.
/// </remarks>
internal static class TableFile
{
    /// <param name="text">UTF-8 text, any line ends.</param>
    /// <param name="problem">Told the line, from 1, and what is wrong with it. Such a line is left out.</param>
    public static IEnumerable<TableLine> Read(string text, Action<int, string> problem)
    {
        string? section = null;
        var number = 0;
        foreach (var raw in text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line[0] == '[')
            {
                section = line[1..].TrimEnd(']').Trim();
                if (line[^1] != ']' || section.Length == 0)
                    problem(number, $"'{line}' is not a section; write it as [name].");
            }
            else if (section is null)
            {
                problem(number, "words stand below a section; write a line such as [slang] above them.");
            }
            else if (ReadLine(section, number, line, problem) is { } read)
            {
                yield return read;
            }
        }
    }

    private static TableLine? ReadLine(string section, int number, string line, Action<int, string> problem)
    {
        var sides = line.Split('=', StringSplitOptions.TrimEntries);
        string[] entries = sides[0].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var value = sides.Length > 1 ? sides[1] : null;
        if (sides.Length <= 2 && entries.Length > 0 && value is not "")
            return new TableLine(section, number, entries, value);
        problem(number, $"'{line}' is not a line of a table; write words with commas between them, or words = what they mean.");
        return null;
    }
}

/// <summary>One line of a table.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Value">What its entries mean; null where the line says nothing of it.</param>
internal sealed record TableLine(string Section, int Number, IReadOnlyList<string> Entries, string? Value);
