using System.Diagnostics;
using System.Globalization;

namespace CxBot.Benchmarks;

/// <summary>Times of the same thing done many times.</summary>
internal sealed class Percentiles(IReadOnlyCollection<TimeSpan> times)
{
    private readonly TimeSpan[] _sorted = [.. times.Order()];

    /// <summary>The time within which this share of them was done, milliseconds.</summary>
    public double At(double share) => _sorted[Math.Min(_sorted.Length - 1, (int)(share * _sorted.Length))].TotalMilliseconds;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture,
            $"p50 {At(0.5):0.00} ms, p99 {At(0.99):0.00} ms, most {At(1):0.00} ms (n = {_sorted.Length})");

    public static async Task<Percentiles> OfAsync(int times, Func<int, Task> act)
    {
        var measured = new TimeSpan[times];
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await act(i);
            measured[i] = Stopwatch.GetElapsedTime(start);
        }
        return new Percentiles(measured);
    }
}
