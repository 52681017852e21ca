namespace CxBot.Tests.Testing;

/// <summary>The real clock, which a test may set forward: timers run as ever, and the moment is another.</summary>
public sealed class ShiftedTime : TimeProvider
{
    private long _shift;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _shift, by.Ticks);

    /// <summary>Sets the clock to a moment.</summary>
    public void Set(DateTimeOffset moment) => Advance(moment - GetUtcNow());

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _shift));
}
