using CxBot.Agents;

namespace CxBot.Web.Commands;

/// <summary>What was typed after <c>agent</c>.</summary>
internal sealed record AgentArguments(string Verb, string? Email, string? Name, string? Role)
{
    /// <summary>Reads the words; null with a problem where they make no command.</summary>
    public static AgentArguments? Read(string[] words, out string problem)
    {
        problem = string.Empty;
        if (words.Length == 0 || words[0] is not ("create" or "list" or "disable" or "reset-two-factor"))
        {
            problem = words.Length == 0 ? "Say what to do." : $"\"{words[0]}\" is not something agent can do.";
            return null;
        }
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 1; at < words.Length; at += 2)
        {
            if (words[at] is not ("--email" or "--name" or "--role")) problem = $"{words[at]} is not an option.";
            else if (at + 1 == words.Length || words[at + 1].StartsWith("--", StringComparison.Ordinal)) problem = $"{words[at]} has no value.";
            else given[words[at]] = words[at + 1];
            if (problem.Length > 0) return null;
        }
        string[] needed = words[0] switch { "create" => ["--email", "--name", "--role"], "disable" or "reset-two-factor" => ["--email"], _ => [] };
        if (needed.FirstOrDefault(option => !given.ContainsKey(option)) is { } missing) problem = $"{missing} is missing.";
        else if (given.GetValueOrDefault("--role") is { } role && role is not (AgentRoles.Agent or AgentRoles.Administrator)) problem = $"\"{role}\" is not a role: agent or administrator.";
        return problem.Length > 0 ? null : new(words[0], given.GetValueOrDefault("--email"), given.GetValueOrDefault("--name"), given.GetValueOrDefault("--role"));
    }
}
