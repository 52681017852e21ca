namespace CxBot.Chaos.Breaks;

/// <summary>Something that is broken under load and heals again.</summary>
internal abstract class Break : IAsyncDisposable
{
    public abstract string Name { get; }

    public virtual IReadOnlyList<StoreKind> Stores { get; } = [StoreKind.Sqlite];

    /// <summary>Why it cannot be done here; null where it can.</summary>
    public virtual Task<string?> MissingAsync() => Task.FromResult<string?>(null);

    /// <summary>Makes ready what must be there before the app starts.</summary>
    public virtual Task<StagePlan> PlanAsync(StagePlan plan) => Task.FromResult(plan);

    /// <summary>Takes back what <see cref="PlanAsync"/> made, and what is still broken.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    public abstract Task BreakAsync(Stage stage, int round);

    public abstract Task HealAsync(Stage stage, int round);

    /// <summary>How long it stays broken.</summary>
    public virtual TimeSpan Lasts => TimeSpan.FromSeconds(6);

    /// <summary>Whether nothing can be stored meanwhile, which readiness must say.</summary>
    public virtual bool StopsService => true;

    /// <summary>Whether customers are to be served all the while.</summary>
    public virtual bool ServesOn => false;
}
