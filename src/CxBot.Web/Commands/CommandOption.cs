using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace CxBot.Web.Commands;

/// <summary>Options that several commands have, read alike.</summary>
internal static class CommandOption
{
    /// <summary>Why an option is wrong that the name of the next one follows.</summary>
    public const string NoValue = "has no value.";

    /// <summary>An option with a text.</summary>
    /// <param name="value">What stands for the text in the help.</param>
    public static Option<string?> Text(string name, string value, string description, bool required = false)
    {
        var option = new Option<string?>(name) { HelpName = value, Description = description, Required = required };
        option.Validators.Add(HasValue);
        return option;
    }

    public static Option<string?> KnowledgeFolder(string description = "the folder of articles (default: Knowledge:Folder)") =>
        Text("--knowledge", "DIR", description);

    /// <summary>An option with a day or a moment, which is UTC unless it says otherwise.</summary>
    public static Option<DateTimeOffset?> Date(string name, string description) => new(name)
    {
        HelpName = "DATE",
        Description = description,
        CustomParser = read => Parsed<DateTimeOffset>(read, "a date such as 2026-11-25",
            DateTimeOffset.TryParse(read.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
                ? moment
                : null),
    };

    /// <summary>An option with a day, which must be given.</summary>
    public static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        HelpName = "DATE",
        Description = description,
        Required = true,
        CustomParser = read => Parsed<DateOnly>(read, "a day, as 2026-01-31",
            DateOnly.TryParseExact(read.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day : null),
    };

    /// <summary>What was read of an option's value, or an error that says what it should be.</summary>
    public static T? Parsed<T>(ArgumentResult read, string wanted, T? value) where T : struct
    {
        if (value is null)
            read.AddError($"{((OptionResult)read.Parent!).Option.Name} is {wanted}, not \"{read.Tokens[0].Value}\".");
        return value;
    }

    /// <summary>The name of the next option is no value: the value was forgotten.</summary>
    private static void HasValue(OptionResult read)
    {
        if (read.Tokens is [{ Value: var value }] && value.StartsWith("--", StringComparison.Ordinal))
            read.AddError($"{read.Option.Name} {NoValue}");
    }
}
