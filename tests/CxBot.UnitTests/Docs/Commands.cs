using System.CommandLine;
using System.Text.RegularExpressions;
using CxBot.Tests.Testing;
using CxBot.Web.Commands;

namespace CxBot.Tests.Docs;

/// <summary>What can be typed: the app's registered commands with their options, and the words that the benchmarks know.</summary>
internal static partial class Commands
{
    private const string App = "src/CxBot.Web";

    /// <summary>Each command's words, and the options that it takes.</summary>
    private static readonly IReadOnlyDictionary<string, IReadOnlySet<string>> Registered = Read();

    public static bool IsOption(string option) => Registered.Values.Any(options => options.Contains(option));

    /// <summary>Whether a text between backticks is meant as a command of the app, such as <c>agent list</c>.</summary>
    public static bool IsMeant(string text) =>
        Registered.Keys.Any(command => $"{text} ".StartsWith($"{command} ", StringComparison.Ordinal))
        || (text.Contains(' ') && Registered.Keys.Any(command => command.Split(' ') is [var first, _, ..] && first == text.Split(' ')[0]));

    /// <summary>What is wrong with what stands behind a project's name and <c>--</c>; null where it can be run so.</summary>
    public static string? Problem(string project, string arguments)
    {
        if (!Directory.Exists(Repository.Folder(project)))
            return $"there is no {project}";
        if (arguments.Length == 0)
            return null;
        if (project == App)
            return Problem(arguments);
        var program = File.ReadAllText(Repository.Folder($"{project}/Program.cs"));
        var word = arguments.Split(' ')[0];
        // The counter of code figures takes folders.
        var isFolder = word.Contains('=') || Directory.Exists(Repository.Folder(word));
        var isKnown = isFolder || program.Contains($"\"{word}\"", StringComparison.Ordinal);
        return isKnown ? null : $"{project} knows no {word}";
    }

    /// <summary>The same of one of the app's commands.</summary>
    public static string? Problem(string arguments)
    {
        var words = Argument().Matches(arguments).Select(match => match.Value).ToArray();
        // Options alone belong to serving, and are ASP.NET's.
        if (words[0].StartsWith('-'))
            return null;
        var fitting = Registered.Keys.Where(known => $"{arguments} ".StartsWith($"{known} ", StringComparison.Ordinal));
        var command = fitting.MaxBy(known => known.Length);
        if (command is null)
            return $"there is no command {arguments}";
        var unknown = words.Where(word => word.StartsWith("--", StringComparison.Ordinal) && !Registered[command].Contains(word)).ToArray();
        return unknown.Length == 0 ? null : $"{command} takes no {string.Join(", ", unknown)}";
    }

    private static Dictionary<string, IReadOnlySet<string>> Read() =>
        Leaves(CommandLine.Tree(new CommandContext(() => throw new InvalidOperationException(), TextReader.Null)), [])
        .ToDictionary(leaf => string.Join(' ', leaf.Words), leaf => (IReadOnlySet<string>)leaf.Command.Options.Select(option => option.Name)
            .ToHashSet());

    private static IEnumerable<(IReadOnlyList<string> Words, Command Command)> Leaves(Command command, IReadOnlyList<string> words) =>
        command.Subcommands.Count == 0
            ? [(words, command)]
            : command.Subcommands.SelectMany(below => Leaves(below, [.. words, below.Name]));

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Argument();
}
