namespace CxBot.Web.Engine.Nodes;

/// <summary>
/// A node that the others have declared dead, because it did not answer for seconds, gives up in order: its service manager starts it
/// again. Orleans would end the process at once, and write a core.
/// </summary>
internal sealed partial class NodeDeath(IHostApplicationLifetime lifetime, ILogger<NodeDeath> logger) : IFatalErrorHandler
{
    public bool IsUnexpected(Exception exception) => exception is not (ThreadAbortException or OperationCanceledException);

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        GivesUp(logger, exception, context);
        Environment.ExitCode = 1;
        lifetime.StopApplication();
    }

    [LoggerMessage(1, LogLevel.Critical, "This node has fallen out of the cluster, and stops to be started again: {Why}")]
    private static partial void GivesUp(ILogger logger, Exception? failure, string? why);
}
