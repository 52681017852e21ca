using System.Text.Json;
using CxBot.Reports.Facts;

namespace CxBot.Tests.Reports.Facts;

/// <summary>A fact in one line, with every property that it has, and names in place of numbers.</summary>
internal static class FactLine
{
    // Names, and the numbers that the database gives to rows.
    private static readonly string[] Numbered =
    [
        nameof(NextReplyFact.Id), nameof(CaseFact.Channel), nameof(CaseFact.Skill), nameof(CaseFact.Agent), nameof(CaseFact.Language),
        nameof(CaseFact.Topic),
    ];

    public static string Of(CountedFact fact, CountedNames names, params string?[] more)
    {
        var values = fact.GetType().GetProperties().Where(p => !Numbered.Contains(p.Name)).OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => $"{p.Name}={JsonSerializer.Serialize(p.GetValue(fact))}");
        return string.Join(' ', [fact.GetType().Name, .. values, names.Channel, names.Skill, names.Agent, .. more]);
    }
}
