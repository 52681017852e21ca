using System.Reflection;
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

    private static Dictionary<string, IReadOnlySet<string>> Read()
    {
        var field = typeof(CommandDispatch).GetField("Usage", BindingFlags.NonPublic | BindingFlags.Static)!;
        var usage = (string)field.GetRawConstantValue()!;
        return usage.Split('\n').Select(line => line.Trim()).Where(line => CommandWords().IsMatch(line))
            .GroupBy(line => CommandWords().Match(line).Groups[1].Value, line => Option().Matches(line).Select(match => match.Value))
            .Where(command => command.Key != "serve")
            .ToDictionary(command => command.Key, command => (IReadOnlySet<string>)command.SelectMany(options => options).ToHashSet());
    }

    [GeneratedRegex("^cxbot ([a-z][a-z-]*(?: [a-z][a-z-]*)*)(?= |$)")]
    private static partial Regex CommandWords();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex Option();

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Argument();
}
