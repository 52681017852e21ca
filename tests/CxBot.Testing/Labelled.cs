namespace CxBot.Tests.Testing;

/// <summary>Lines of a file under headings in brackets; lines that begin with # are remarks.</summary>
internal static class Labelled
{
    public static Dictionary<string, List<string>> Lines(string file)
    {
        var found = new Dictionary<string, List<string>>();
        var label = "";
        foreach (var line in File.ReadAllLines(Repository.Folder(file)).Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (line[0] == '[')
                found[label = line.Trim('[', ']')] = [];
            else
                found[label].Add(line);
        }
        return found;
    }
}
