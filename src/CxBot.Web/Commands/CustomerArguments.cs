using System.Globalization;

namespace CxBot.Web.Commands;

/// <summary>What was typed after <c>customer</c>.</summary>
internal sealed record CustomerArguments(string Verb, long? Id, string? Phone, string? Email, string? Out, bool Yes)
{
    /// <summary>Reads the words; null with a problem where they make no command.</summary>
    public static CustomerArguments? Read(string[] words, out string problem)
    {
        problem = string.Empty;
        if (words is not ["export" or "erase", ..])
        {
            problem = words.Length == 0 ? "Say what to do." : $"\"{words[0]}\" is not something customer can do.";
            return null;
        }
        try
        {
            var given = CommandLine.Read([.. words[1..].Where(w => w != "--yes")], "--id", "--phone", "--email", "--out");
            var read = new CustomerArguments(words[0], null, given.GetValueOrDefault("--phone"), given.GetValueOrDefault("--email"), given.GetValueOrDefault("--out"), words.Contains("--yes"));
            var names = new[] { "--id", "--phone", "--email" }.Count(given.ContainsKey);
            if (names != 1) problem = "Say which customer: one of --id, --phone, --email.";
            else if (read.Verb == "export" && read.Out is null) problem = "--out is missing.";
            else if (read.Verb == "erase" && read.Out is not null) problem = "--out is for export.";
            else if (given.TryGetValue("--id", out var written))
            {
                if (long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) read = read with { Id = id };
                else problem = $"\"{written}\" is not a customer's number.";
            }
            return problem.Length > 0 ? null : read;
        }
        catch (FormatException wrong)
        {
            problem = $"{wrong.Message}.";
            return null;
        }
    }
}
