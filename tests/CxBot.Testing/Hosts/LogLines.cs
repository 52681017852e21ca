using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CxBot.Tests.Testing;

/// <summary>Keeps what the app logs, for tests that ask what an owner would read.</summary>
public sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();

    public IReadOnlyList<string> Having(string part, LogLevel from = LogLevel.Information) =>
        [.. _lines.Where(l => l.Level >= from && l.Text.Contains(part, StringComparison.Ordinal)).Select(l => l.Text)];

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void Dispose()
    {
    }

    private sealed class Logger(LogLines all) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            all._lines.Enqueue((logLevel, formatter(state, exception)));
    }
}
