namespace CxBot.Tests.Reports.ShopYear;

/// <summary>A clock that stands still until it is set: whoever sets it knows when everything happened. Timers run as ever.</summary>
internal sealed class YearClock(DateTimeOffset begins) : TimeProvider
{
    private long _now = begins.UtcTicks;

    public void Set(DateTimeOffset moment) => Interlocked.Exchange(ref _now, moment.UtcTicks);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _now), TimeSpan.Zero);
}
