using System.Globalization;

namespace CxBot.Demo.Rows;

/// <summary>Many numbers in one short text: <c>3-17,20</c>. Pure.</summary>
internal static class IdRanges
{
    public static string Write(IEnumerable<long> ids)
    {
        var ranges = new List<(long From, long To)>();
        foreach (var id in ids.Distinct().Order())
        {
            if (ranges is [.., var last] && last.To + 1 == id)
                ranges[^1] = (last.From, id);
            else
                ranges.Add((id, id));
        }

        return string.Join(',', ranges.Select(range =>
            range.From == range.To ? Text(range.From) : $"{Text(range.From)}-{Text(range.To)}"));
    }

    public static IEnumerable<long> Read(string text)
    {
        foreach (var range in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = range.Split('-');
            var (from, to) = (Number(ends[0]), Number(ends[^1]));
            for (var id = from; id <= to; id++)
                yield return id;
        }
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
