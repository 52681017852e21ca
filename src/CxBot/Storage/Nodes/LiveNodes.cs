namespace CxBot.Storage.Nodes;

/// <summary>How many nodes share the work now: each takes its share of what is counted for all together.</summary>
public sealed class LiveNodes
{
    private int _count = 1;

    /// <summary>With this one; at least 1.</summary>
    public int Count
    {
        get => Volatile.Read(ref _count);
        set => Volatile.Write(ref _count, Math.Max(1, value));
    }

    /// <summary>This node's share of what all may do; never nothing.</summary>
    public int ShareOf(int all) => (all + Count - 1) / Count;
}
