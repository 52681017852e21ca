using CxBot.SeededBugs;

// Whether the tests would see it if the product were wrong: each bug is put in, and some test has to fail.
SeedList[] lists = [ReportSeeds.All];
var name = args.FirstOrDefault() ?? lists[0].Name;
if (lists.FirstOrDefault(l => l.Name == name) is not { } list)
{
    Console.Error.WriteLine(
        $"Usage: dotnet run --project tests/CxBot.SeededBugs [-- {string.Join(" | ", lists.Select(l => l.Name))} [BUG ...]]");
    return 2;
}

var root = Directory.GetCurrentDirectory();
while (!File.Exists(Path.Combine(root, "CxBot.sln")))
    root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("Run it inside the repository.");
var chosen = list.Seeds.Where(seed => args.Length <= 1 || args.Contains(seed.Name)).ToList();
using var copy = SeededCopy.Make(root, list);
await copy.BuildAsync(list.Tests.Select(tests => tests.Project));
foreach (var tests in list.Tests)
{
    var (failed, ended) = await copy.TestAsync(tests, null);
    if (!ended || failed.Count > 0)
    {
        Console.Error.WriteLine($"Without a bug the tests of {tests.Project} do not pass: {string.Join("; ", failed)}");
        return 1;
    }
}

var missed = 0;
Console.WriteLine($"| bug | {string.Join(" | ", list.Tests.Select(tests => $"caught in {tests.Project} by"))} |");
Console.WriteLine($"| --- |{string.Concat(list.Tests.Select(_ => " --- |"))}");
foreach (var seed in chosen)
{
    var caught = new List<IReadOnlyList<string>>();
    foreach (var tests in list.Tests)
        caught.Add((await copy.TestAsync(tests, seed.Name)).Failed);
    missed += caught.TrueForAll(failed => failed.Count == 0) ? 1 : 0;
    Console.WriteLine($"| {seed.Name} | {string.Join(" | ", caught.Select(SayCaught))} |");
}

Console.WriteLine($"{chosen.Count - missed} of {chosen.Count} bugs were caught.");
return missed == 0 ? 0 : 1;

static string SayCaught(IReadOnlyList<string> failed) => failed.Count == 0 ? "**nothing**" : string.Join("; ", failed.Select(name => name.Split('.')[^1]));
