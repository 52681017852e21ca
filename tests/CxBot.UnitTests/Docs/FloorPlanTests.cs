using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using CxBot.Storage;
using CxBot.Web.Bot;
using Assembly = System.Reflection.Assembly;

namespace CxBot.Tests.Docs;

/// <summary>The floor plan in <c>docs/architecture.md</c> is the one that is built: a folder needs only folders below it.</summary>
public sealed class FloorPlanTests
{
    private static readonly Assembly Core = typeof(Writer).Assembly;
    private static readonly Assembly Web = typeof(CustomerBot).Assembly;

    /// <summary>The one class that names every row: the plan would be one circle through it, and the page says so.</summary>
    private static readonly string[] Everywhere = ["CxBot.Storage.CxBotDbContext", "CxBot.Storage.Migrations"];

    private static readonly Lazy<Architecture> Built = new(() => new ArchLoader().LoadAssemblies(Core, Web).Build());

    public static TheoryData<string> Projects => ["src/CxBot", "src/CxBot.Web"];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_folder_needs_only_folders_below_it(string project)
    {
        var plan = FloorPlan.Read(project);
        var upward = Arrows(project).Where(arrow => !plan.Allows(arrow.From, arrow.To))
            .Select(arrow => $"{arrow.From} needs {arrow.To}: {arrow.Example}");
        Assert.Empty(upward);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_folder_has_a_floor_and_every_floor_is_a_folder(string project)
    {
        var folders = Directory.EnumerateFiles(Repository.Folder(project), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Repository.Folder(project), Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Where(folder => folder != "." && folder.Split('/')[0] is not ("bin" or "obj"))
            .Select(Floor);
        Assert.Equal(folders.Distinct().Order(), FloorPlan.Read(project).Floors.Order());
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void An_arrow_that_the_page_excuses_is_there(string project)
    {
        var arrows = Arrows(project).Select(arrow => (arrow.From, arrow.To)).ToHashSet();
        Assert.Empty(FloorPlan.Read(project).Kept.Except(arrows));
    }

    private static IEnumerable<(string From, string To, string Example)> Arrows(string project)
    {
        var root = project == "src/CxBot" ? "CxBot" : "CxBot.Web";
        var assembly = project == "src/CxBot" ? Core : Web;
        var arrows = Built.Value.Types
            .Where(type => AssemblyOf(type) == assembly.GetName().Name && !IsEverywhere(type))
            .SelectMany(type => type.Dependencies, (type, dependency) => (type, target: dependency.Target))
            .Where(pair => !IsEverywhere(pair.target) && AssemblyOf(pair.target) == AssemblyOf(pair.type))
            .Select(pair => (From: FloorOf(root, pair.type), To: FloorOf(root, pair.target),
                Example: $"{pair.type.Name} names {pair.target.Name}"))
            .Where(arrow => arrow is { From: not null, To: not null } && arrow.From != arrow.To)
            .DistinctBy(arrow => (arrow.From, arrow.To))
            .Select(arrow => (arrow.From!, arrow.To!, arrow.Example))
            .ToList();
        // Without it a change of the library's names would leave nothing to look at, and every test would pass.
        Assert.True(arrows.Count > 10, "The arrows of the built code could not be read.");
        return arrows;
    }

    /// <summary>Null for types that others made: the library reads those by name alone.</summary>
    private static string? AssemblyOf(IType type) => type.Assembly?.Name.Split(',')[0];

    private static bool IsEverywhere(IType type) => Everywhere.Any(name => type.FullName.StartsWith(name, StringComparison.Ordinal));

    /// <summary>The floor that a type's namespace lies on; null for the few files that stand above all folders.</summary>
    private static string? FloorOf(string root, IType type) =>
        type.Namespace?.FullName is { } name && name.StartsWith(root + ".", StringComparison.Ordinal)
            ? Floor(name[(root.Length + 1)..].Replace('.', '/'))
            : null;

    /// <summary>A channel is a floor of its own; elsewhere the first folder is.</summary>
    private static string Floor(string folder) =>
        string.Join('/', folder.Split('/').Take(folder.StartsWith("Channels/", StringComparison.Ordinal) ? 2 : 1));
}
