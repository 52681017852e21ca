using CxBot.Web.Desk.Live;

namespace CxBot.Web.Desk.Lists;

/// <summary>Which of those who wait are shown: all, those for one skill, or those for any agent. Pure.</summary>
public static class SkillFilter
{
    /// <summary>Everybody who waits.</summary>
    public const string All = "";

    /// <summary>Those whose article names no skill. No article can name this one: a skill has no spaces around it.</summary>
    public const string Any = " ";

    public static IReadOnlyList<BoardRow> Of(IReadOnlyList<BoardRow> rows, string wanted) =>
        wanted == All ? rows : [.. rows.Where(row => (row.Skill ?? Any) == wanted)];

    /// <summary>
    /// What there is to choose, with how many wait for each; what is chosen stays in it, also where nobody waits for it any more.
    /// </summary>
    /// <returns>Nothing where no skill is asked for and none is chosen: there is nothing to filter.</returns>
    public static IReadOnlyList<SkillChoice> Choices(IReadOnlyList<BoardRow> rows, string chosen)
    {
        var skills = rows.Select(row => row.Skill).OfType<string>().Append(chosen).Where(skill => skill is not (All or Any));
        SkillChoice[] named = [.. skills.Distinct().Order(StringComparer.OrdinalIgnoreCase)
            .Select(skill => new SkillChoice(skill, rows.Count(row => row.Skill == skill)))];
        return named.Length == 0 && chosen != Any ? [] : [.. named, new SkillChoice(Any, rows.Count(row => row.Skill is null))];
    }
}

/// <summary>A skill, and how many wait for it.</summary>
public sealed record SkillChoice(string Skill, int Waiting);
