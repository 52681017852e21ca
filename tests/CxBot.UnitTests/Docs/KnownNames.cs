using System.Reflection;
using CxBot.Storage;
using CxBot.Tests.Testing;
using CxBot.Web.Commands;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CxBot.Tests.Docs;

/// <summary>What is there to be named: types, members, tables and files of this repository.</summary>
internal static class KnownNames
{
    private const BindingFlags Anything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private static readonly string[] SourceFolders = [".ci", "docs", "knowledge", "src", "tests"];

    /// <summary>Names that others gave, or that are there only once the app runs. A test says when one is named no more.</summary>
    public static readonly IReadOnlySet<string> Foreign = new HashSet<string>(StringComparer.Ordinal)
    {
        // Of .NET, EF Core, ML.NET and Orleans.
        "DbContext", "IDataView", "SdcaMaximumEntropy", "LbfgsLogisticRegression", "AlwaysInterleave",
        // Of HTTP, browsers and the shell.
        "OPTIONS", "Host", "Secure", "CHROMIUM",
        // Written by the app where it runs.
        "customer.json", "backup.json", "data/", "data/cxbot.db", "data/media", "files/",
        // Brought by encoders, shops and systems.
        "vocab.txt", "tokenizer_config.json", "onnx/model.onnx", "functions.php", "layout/theme.liquid", "/usr/bin/chromium",
        // As shops and caches see it: below the server's address.
        "widget/cxbot.js",
        // The article of the example.
        "retur/return-gift.md",
        // Below /v3/directline.
        "/activities", "/tokens/refresh", "/upload",
    };

    private static readonly ILookup<string, Type> TypesByName =
        new[] { typeof(CxBotDbContext).Assembly, typeof(CommandLine).Assembly, typeof(KnownNames).Assembly }
            .SelectMany(assembly => assembly.GetTypes()).Append(typeof(HealthStatus))
            .ToLookup(type => type.Name.Split('`')[0]);

    private static readonly HashSet<string> Values =
        [.. TypesByName.SelectMany(types => types).Where(type => type.IsEnum).SelectMany(Enum.GetNames)];

    /// <summary>Files of the repository, without what was built.</summary>
    private static readonly HashSet<string> Files =
        [.. SourceFolders.SelectMany(folder => Directory.EnumerateFiles(Repository.Folder(folder), "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Repository.Root))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/bin/") && !path.Contains("/obj/"))];

    /// <summary>The floors of the plan in <c>docs/architecture.md</c>; another test holds the plan itself.</summary>
    private static readonly HashSet<string> Floors =
        [.. new[] { "src/CxBot", "src/CxBot.Web" }.SelectMany(project => FloorPlan.Read(project).Floors)];

    private static readonly HashSet<string> FileNames = [.. Files.Select(path => Path.GetFileName(path))];

    public static bool IsType(string name) =>
        Floors.Contains(name) || TypesByName[name].Any() || FileNames.Contains($"{name}.cs") || FileNames.Contains($"{name}.razor");

    /// <summary>A table of the database, a value of an enumeration, or one of the encoder's.</summary>
    public static bool IsTableOrValue(string name) =>
        typeof(CxBotDbContext).GetProperty(name) is not null || name is "BuiltIn" or "English" or "None" or "Service" || Values.Contains(name);

    public static bool IsMember(string type, string member) =>
        TypesByName[type].Any(found => found.GetMember(member, Anything).Length > 0);

    public static bool IsFileName(string name) => FileNames.Contains(name);

    /// <param name="path">Below the repository, or below <paramref name="folder"/>.</param>
    public static bool IsPath(string path, string folder)
    {
        var wanted = path.TrimEnd('/');
        return new[] { wanted, $"{folder}/{wanted}", $"src/{wanted}", $"src/CxBot/{wanted}", $"src/CxBot.Web/{wanted}" }
            .Select(candidate => Path.GetFullPath(candidate.TrimStart('/'), Repository.Root))
            .Select(candidate => Path.GetRelativePath(Repository.Root, candidate).Replace('\\', '/'))
            .Any(candidate => Files.Contains(candidate) || Files.Any(file => file.StartsWith(candidate + "/", StringComparison.Ordinal)));
    }
}
