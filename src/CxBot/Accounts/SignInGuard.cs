using System.Collections.Concurrent;

namespace CxBot.Accounts;

/// <summary>
/// Slows down who guesses, without shutting out who is guessed at: what is counted is one place on one account, so a stranger's tries cost
/// the stranger alone.
/// </summary>
/// <remarks>
/// In memory, for each process its own: what an attacker gains by a restart is five tries. An account that does not exist is counted like
/// one that does.
/// </remarks>
public sealed class SignInGuard(TimeProvider time)
{
    /// <summary>How many wrong ones are let pass.</summary>
    public const int Free = 5;

    /// <summary>How long a place then waits for that account.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromMinutes(5);

    /// <summary>Longer than a six-digit code is good for.</summary>
    private static readonly TimeSpan CodeLasts = TimeSpan.FromMinutes(3);

    private const int Many = 10_000;

    private readonly ConcurrentDictionary<(string Place, string Account), (int Wrong, DateTimeOffset Until)> _wrong = new();
    private readonly ConcurrentDictionary<(string Account, string Code), DateTimeOffset> _used = new();

    /// <summary>Whether this place must wait before it tries this account again.</summary>
    public bool MustWait(string? place, string account) =>
        _wrong.TryGetValue(Key(place, account), out var count) && count.Wrong >= Free && count.Until > time.GetUtcNow();

    /// <summary>It was wrong.</summary>
    /// <returns>Whether this place must wait from now on.</returns>
    public bool Failed(string? place, string account)
    {
        var now = time.GetUtcNow();
        if (_wrong.Count > Many)
            ForgetPast(now);
        var count = _wrong.AddOrUpdate(Key(place, account), _ => (1, now + Wait), (_, had) =>
            (had.Until > now ? had.Wrong + 1 : 1, now + Wait));
        return count.Wrong == Free;
    }

    /// <summary>It was right.</summary>
    public void Passed(string? place, string account) => _wrong.TryRemove(Key(place, account), out _);

    /// <summary>A code works once, also within the half minute that it is shown.</summary>
    public bool TryUse(string account, string code)
    {
        var now = time.GetUtcNow();
        foreach (var (key, until) in _used.Where(one => one.Value <= now))
            _used.TryRemove(new(key, until));
        return _used.TryAdd((account, code), now + CodeLasts);
    }

    private void ForgetPast(DateTimeOffset now)
    {
        foreach (var (key, count) in _wrong.Where(one => one.Value.Until <= now))
            _wrong.TryRemove(new(key, count));
    }

    private static (string, string) Key(string? place, string account) => (place ?? "", account.Trim().ToUpperInvariant());
}
