using System.Net.Sockets;
using System.Reflection;
using CxBot.Knowledge;
using CxBot.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Operations;

/// <summary>Why the app or a command does not start, for whoever set it up: one sentence, and no stack where the fault is not
/// ours.</summary>
public static class StartRefusal
{
    private static volatile bool _started;

    /// <summary>Keeps the host from telling the same with a stack of thirty lines; what happens later it says as ever.</summary>
    public static IServiceCollection AddStartRefusal(this IServiceCollection services) => services.AddLogging(logging => logging
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => _started && level >= LogLevel.Information)
        // It says goodbye to a cluster that is being put away.
        .AddFilter("Orleans.Runtime.MembershipService.MembershipTableManager", level => _started && level >= LogLevel.Error));

    /// <summary>From here on a failure is no refused start.</summary>
    public static void IsStarted() => _started = true;

    /// <summary>Says it on standard error.</summary>
    /// <returns>False where the app is part of another program, which is to hear the exception itself.</returns>
    public static bool Says(Exception failure)
    {
        if (Assembly.GetEntryAssembly() != typeof(StartRefusal).Assembly)
            return false;
        Console.Error.WriteLine(Sentence(failure) ?? $"CxBot failed. {failure}");
        return true;
    }

    /// <summary>What went wrong, in one line; null where it is none of the faults that an owner makes or meets.</summary>
    public static string? Sentence(Exception failure) => failure switch
    {
        OptionsValidationException wrong => OneLine(string.Join(' ', wrong.Failures.Distinct())),
        // Several broken articles are a line each.
        KnowledgeException => failure.Message.Trim().Split('\n') is { Length: <= 2 } ? OneLine(failure.Message) : failure.Message.Trim(),
        StorageException => OneLine(failure.Message),
        AggregateException { InnerExceptions: [var first, ..] } => Sentence(first),
        IOException { InnerException: AddressInUseException } =>
            OneLine($"{failure.Message.TrimEnd('.')}. Another program listens there: end it, or name another address with --urls."),
        _ when StorageFaults.Find(failure) is not null => StorageException.Of(failure, "The database").Message,
        // What the binder says of a setting names it, and the sentence is inside.
        InvalidOperationException { InnerException: FormatException or ArgumentException or OverflowException } => OneLine(failure.Message),
        InvalidDataException or FormatException { InnerException: not null } =>
            OneLine($"{failure.Message} {failure.InnerException?.Message}"),
        IOException or UnauthorizedAccessException or FormatException or SocketException => OneLine(failure.Message),
        _ => null,
    };

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
