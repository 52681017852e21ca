using CxBot.Web.Desk.Live;

namespace CxBot.Web.Desk.Lists.Filters;

/// <summary>What there is to choose in a list, with how many there are of each; what is chosen stays in it, also where there is none any
/// more. Pure.</summary>
public sealed record FilterChoices(IReadOnlyList<FilterChoice> Channels, IReadOnlyList<FilterChoice> Languages,
    IReadOnlyList<FilterChoice> Skills, IReadOnlyList<FilterChoice> Labels)
{
    public static FilterChoices Of(IReadOnlyList<BoardRow> rows, IReadOnlyList<BoardLabel> labels, ListFilter chosen)
    {
        var skills = Counted(rows.Select(row => row.Skill ?? ListFilter.AnySkill), chosen.Skill);
        var labelled = rows.SelectMany(row => row.Labels.Ids).CountBy(id => id).ToDictionary();
        return new(
            Counted(rows.Select(row => row.Channel), chosen.Channel),
            Counted(rows.Select(row => row.Language).OfType<string>(), chosen.Language),
            // Where no article asks for a skill there is nothing to choose.
            skills is [{ Value: ListFilter.AnySkill }] && chosen.Skill is null ? [] : skills,
            [.. labels.Select(label => new FilterChoice(label.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), label.Name,
                labelled.GetValueOrDefault(label.Id)))]);
    }

    private static IReadOnlyList<FilterChoice> Counted(IEnumerable<string> values, string? chosen)
    {
        var counts = values.CountBy(value => value).ToDictionary();
        if (chosen is not null)
            counts.TryAdd(chosen, 0);
        // A name begins with no space, so "any" stands last.
        return [.. counts.OrderBy(c => c.Key == ListFilter.AnySkill).ThenBy(c => c.Key, StringComparer.OrdinalIgnoreCase)
            .Select(c => new FilterChoice(c.Key, c.Key, c.Value))];
    }
}

/// <summary>One choice.</summary>
/// <param name="Value">As the filter has it.</param>
/// <param name="Name">As it is called by itself; the desk has better words for some.</param>
public sealed record FilterChoice(string Value, string Name, int Count);
