using CxBot.SeededBugs;

// Whether the tests would see it if the product were wrong: each bug is put in, and some test has to fail.
SeedList[] lists = [ReportSeeds.All, ReliabilitySeeds.All];
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
// Without a bug all of them pass, in one run of each project.
var tried = chosen.SelectMany(TestsOf).DistinctBy(tests => (tests.Project, string.Join(' ', tests.Arguments)))
    .GroupBy(tests => (tests.Project, tests.Environment))
    .Select(group => new SeedTests(group.Key.Project, [.. group.SelectMany(tests => tests.Arguments)], group.Key.Environment)).ToList();
SeededCopy copy;
try
{
    copy = SeededCopy.Make(root, list);
}
catch (InvalidOperationException moved)
{
    Console.Error.WriteLine($"The source has changed, and these seeds do not follow it yet:\n{moved.Message}");
    return 1;
}
using var _ = copy;
await copy.BuildAsync(tried.Select(tests => tests.Project).Distinct());
foreach (var tests in tried)
{
    var (failed, ended) = await copy.TestAsync(tests, null);
    if (!ended || failed.Count > 0)
    {
        Console.Error.WriteLine($"Without a bug these do not pass: {tests.Project} {string.Join(' ', tests.Arguments)}: {string.Join("; ", failed)}");
        return 1;
    }
}

var missed = 0;
Console.WriteLine("| bug | caught by |");
Console.WriteLine("| --- | --- |");
foreach (var seed in chosen)
{
    var caught = new List<string>();
    foreach (var tests in TestsOf(seed))
        caught.AddRange((await copy.TestAsync(tests, seed.Name)).Failed.Select(failed => failed.Split('.')[^1]));
    missed += caught.Count == 0 ? 1 : 0;
    Console.WriteLine($"| {seed.Name} | {(caught.Count == 0 ? "**nothing**" : string.Join("; ", caught))} |");
}

Console.WriteLine($"{chosen.Count - missed} of {chosen.Count} bugs were caught.");
return missed == 0 ? 0 : 1;

IReadOnlyList<SeedTests> TestsOf(Seed seed) => seed.Tests ?? list.Tests;
