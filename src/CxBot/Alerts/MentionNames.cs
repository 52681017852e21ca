namespace CxBot.Alerts;

/// <summary>By which words a note names an agent. Pure.</summary>
/// <param name="Token">What stands after the <c>@</c>; no two agents have the same.</param>
public sealed record MentionName(string AgentId, string Token)
{
    /// <summary>The names of these agents: the one that customers see, and beside it the e-mail's first part where two share it.</summary>
    public static IReadOnlyList<MentionName> Of(IReadOnlyCollection<(string Id, string Name, string? Email)> agents)
    {
        var shared = agents.GroupBy(agent => agent.Name.Trim(), StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() > 1).Select(same => same.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. agents.Select(agent => new MentionName(agent.Id, shared.Contains(agent.Name.Trim())
            ? $"{agent.Name.Trim()} ({agent.Email?.Split('@')[0] ?? agent.Id})"
            : agent.Name.Trim())).OrderBy(name => name.Token, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Who is named in a text, each once. A first name does where nobody else has it; the longest name that fits counts.</summary>
    public static IReadOnlyList<string> Find(string text, IReadOnlyList<MentionName> names)
    {
        var known = Written(names).OrderByDescending(name => name.Token.Length).ToList();
        var found = new List<string>();
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            // In an address of e-mail nobody is named.
            if (at > 0 && char.IsLetterOrDigit(text[at - 1]))
                continue;
            if (known.Find(name => StandsAt(text, at + 1, name.Token)) is { } named && !found.Contains(named.AgentId))
                found.Add(named.AgentId);
        }
        return found;
    }

    private static IEnumerable<MentionName> Written(IReadOnlyList<MentionName> names)
    {
        var first = names.Select(name => name with { Token = name.Token.Split(' ')[0] }).ToList();
        return names.Concat(first.Where(one => first.Count(other => Same(other.Token, one.Token)) == 1
            && !names.Any(name => Same(name.Token, one.Token))));
    }

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool StandsAt(string text, int at, string token) =>
        string.Compare(text, at, token, 0, token.Length, StringComparison.OrdinalIgnoreCase) == 0 && at + token.Length <= text.Length
        && (at + token.Length == text.Length || !char.IsLetterOrDigit(text[at + token.Length]));
}
