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
        Registered.Keys.Any(command => text == command || text.StartsWith(command + " ", StringComparison.Ordinal))
        || (text.Contains(' ') && Registered.Keys.Any(command => command.Contains(' ') && command.Split(' ')[0] == text.Split(' ')[0]));

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
        return project.EndsWith("CodeFigures", StringComparison.Ordinal) || program.Contains($"\"{word}\"", StringComparison.Ordinal) ? null : $"{project} knows no {word}";
    }

    /// <summary>The same of one of the app's commands.</summary>
    public static string? Problem(string arguments)
    {
        var words = Argument().Matches(arguments).Select(match => match.Value).ToArray();
        // Options alone belong to serving, and are ASP.NET's.
        if (words[0].StartsWith('-'))
            return null;
        var command = Registered.Keys.Where(known => (arguments + " ").StartsWith(known + " ", StringComparison.Ordinal)).MaxBy(known => known.Length);
        if (command is null)
            return $"there is no command {arguments}";
        var unknown = words.Where(word => word.StartsWith("--", StringComparison.Ordinal) && !Registered[command].Contains(word)).ToArray();
        return unknown.Length == 0 ? null : $"{command} takes no {string.Join(", ", unknown)}";
    }

    private static Dictionary<string, IReadOnlySet<string>> Read()
    {
        var usage = (string)typeof(CommandDispatch).GetField("Usage", BindingFlags.NonPublic | BindingFlags.Static)!.GetRawConstantValue()!;
        return usage.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("cxbot ", StringComparison.Ordinal))
            .Select(line => (Words: CommandWords().Match(line).Groups[1].Value, Options: Option().Matches(line).Select(match => match.Value)))
            .Where(command => command.Words.Length > 0 && command.Words != "serve")
            .GroupBy(command => command.Words)
            .ToDictionary(command => command.Key, command => (IReadOnlySet<string>)command.SelectMany(form => form.Options).ToHashSet());
    }

    [GeneratedRegex("^cxbot ([a-z-]+(?: [a-z-]+)*)(?= |$)")]
    private static partial Regex CommandWords();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex Option();

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Argument();
}
