using System.Diagnostics;

namespace CxBot.SeededBugs;

/// <summary>A copy of the repository with all bugs of a list in it, each asleep until it is named by <c>SEEDED_BUG</c>.</summary>
internal sealed class SeededCopy : IDisposable
{
    private static readonly string[] Folders =
        ["src", "knowledge", "docs", "tests/CxBot.Testing", "tests/CxBot.Chaos", "tests/CxBot.Tests", "tests/CxBot.UnitTests"];

    private static readonly string[] Left = ["bin", "obj", "node_modules"];

    private const string Switch = """
        namespace CxBot;

        public static class Seeds
        {
            private static readonly string? Named = System.Environment.GetEnvironmentVariable("SEEDED_BUG");

            public static bool Is(string name) => name == Named;

            /// <summary>Values as they might lie in parts of unlike size: by day, say.</summary>
            public static System.Collections.Generic.IEnumerable<int[]> Parts(System.Collections.Generic.IReadOnlyList<int> values)
            {
                for (int at = 0, size = 1; at < values.Count; at += size, size = (size * 2) % 31)
                    yield return [.. System.Linq.Enumerable.Take(System.Linq.Enumerable.Skip(values, at), size)];
            }
        }

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("cxbot-seeded-").FullName;

    private SeededCopy()
    {
    }

    /// <exception cref="InvalidOperationException">The source has changed: all the seeds that must follow it are named.</exception>
    public static SeededCopy Make(string root, SeedList list)
    {
        var copy = new SeededCopy();
        foreach (var file in Directory.EnumerateFiles(root))
            File.Copy(file, copy.At(Path.GetFileName(file)));
        foreach (var folder in Folders)
            copy.Take(Path.Combine(root, folder), folder);
        var moved = new List<string>();
        foreach (var (seed, place) in list.Seeds.SelectMany(seed => seed.Places, (seed, place) => (seed, place)))
        {
            try
            {
                File.WriteAllText(copy.At(place.File), place.PutInto(File.ReadAllText(copy.At(place.File)), seed.Name));
            }
            catch (Exception gone) when (gone is InvalidOperationException or FileNotFoundException)
            {
                moved.Add(gone.Message);
            }
        }
        if (moved.Count > 0)
        {
            copy.Dispose();
            throw new InvalidOperationException(string.Join('\n', moved));
        }
        File.WriteAllText(copy.At("src/CxBot/Seeds.cs"), Switch);
        return copy;
    }

    public async Task BuildAsync(IEnumerable<string> projects)
    {
        foreach (var project in projects)
        {
            var (code, said) = await RunAsync("dotnet", ["build", At($"tests/{project}"), "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false", "-v", "q", "-nodeReuse:false"], []);
            if (code != 0)
                throw new InvalidOperationException($"The copy with the bugs in it does not build:\n{said}");
        }
    }

    /// <summary>Runs tests with one bug on, or with none.</summary>
    /// <returns>The tests that failed; and whether what they said was the end of a run.</returns>
    public async Task<(IReadOnlyList<string> Failed, bool Ended)> TestAsync(SeedTests tests, string? bug)
    {
        var environment = new Dictionary<string, string>(tests.Environment ?? new Dictionary<string, string>()) { ["SEEDED_BUG"] = bug ?? "" };
        var (_, said) = await RunAsync(
            At($"tests/{tests.Project}/bin/Debug/net10.0/{tests.Project}"), [.. tests.Arguments, "-noColor"], environment);
        var failed = said.Split('\n').Where(line => line.TrimEnd().EndsWith("[FAIL]", StringComparison.Ordinal))
            .Select(line => line.Trim()[..^"[FAIL]".Length].Trim()).Distinct().ToList();
        return (failed, said.Contains("Total:", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(string path) => Path.Combine(_folder, path);

    private void Take(string from, string to)
    {
        Directory.CreateDirectory(At(to));
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, At(Path.Combine(to, Path.GetFileName(file))));
        foreach (var folder in Directory.EnumerateDirectories(from).Where(f => !Left.Contains(Path.GetFileName(f))))
            Take(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    private async Task<(int Code, string Said)> RunAsync(
        string program, IEnumerable<string> arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said + await errors);
    }
}
