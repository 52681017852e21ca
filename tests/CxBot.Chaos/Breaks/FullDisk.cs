using CxBot.Chaos.Nodes;

namespace CxBot.Chaos.Breaks;

/// <summary>The disk of the database is full.</summary>
internal sealed class FullDisk : Break
{
    private string _folder = "";

    public override string Name => "disk-full";

    public override async Task<string?> MissingAsync()
    {
        var trial = Directory.CreateTempSubdirectory("cxbot-mount-").FullName;
        var (code, said) = await Tool.RunAsync("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", trial);
        if (code == 0)
            await Tool.RunAsync("umount", trial);
        Directory.Delete(trial);
        return code == 0 ? null : $"a tmpfs cannot be mounted here: {said.Trim()}";
    }

    public override async Task<StagePlan> PlanAsync(StagePlan plan)
    {
        _folder = Directory.CreateTempSubdirectory("cxbot-disk-").FullName;
        await Tool.MustAsync("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", _folder);
        return plan with { Folder = _folder };
    }

    public override async ValueTask DisposeAsync()
    {
        await Tool.RunAsync("umount", "-l", _folder);
        Directory.Delete(_folder);
        await base.DisposeAsync();
    }

    public override async Task BreakAsync(Stage stage, int round)
    {
        await using var fill = File.Create(Filling);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                await fill.WriteAsync(block);
                await fill.FlushAsync();
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public override Task HealAsync(Stage stage, int round)
    {
        File.Delete(Filling);
        return Task.CompletedTask;
    }

    private string Filling => Path.Combine(_folder, "fill");
}
