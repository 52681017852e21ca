using CxBot.SeededBugs;

// Whether the tests would see it if the product were wrong: each bug is put in, and some test has to fail.
SeedList[] lists = [ReportSeeds.All];
if (args is not [var name, ..] || lists.FirstOrDefault(l => l.Name == name) is not { } list)
{
    Console.Error.WriteLine($"Usage: dotnet run --project tests/CxBot.SeededBugs -- {string.Join(" | ", lists.Select(l => l.Name))} [BUG ...]");
    return 2;
}

var root = Directory.GetCurrentDirectory();
while (!File.Exists(Path.Combine(root, "CxBot.sln")))
    root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("Run it inside the repository.");
var chosen = list.Seeds.Where(seed => args.Length == 1 || args.Contains(seed.Name)).ToList();
using var copy = SeededCopy.Make(root, list);
copy.Build(list.Tests.Select(tests => tests.Project));
foreach (var tests in list.Tests)
{
    var (failed, ended) = copy.Test(tests, null);
    if (!ended || failed.Count > 0)
    {
        Console.Error.WriteLine($"Without a bug the tests of {tests.Project} do not pass: {string.Join("; ", failed)}");
        return 1;
    }
}

var missed = 0;
Console.WriteLine("| bug | caught by |");
Console.WriteLine("| --- | --- |");
foreach (var seed in chosen)
{
    var caught = list.Tests.SelectMany(tests => copy.Test(tests, seed.Name).Failed).ToList();
    missed += caught.Count == 0 ? 1 : 0;
    Console.WriteLine($"| {seed.Name} | {(caught.Count == 0 ? "**nothing**" : string.Join("; ", caught))} |");
}

Console.WriteLine($"{chosen.Count - missed} of {chosen.Count} bugs were caught.");
return missed == 0 ? 0 : 1;
