namespace CxBot.Reports.Export;

/// <summary>
/// What is written to it is held until it is passed on. Between a writer that also flushes the blocking way and an output, such as an HTTP
/// response, that refuses that.
/// </summary>
internal sealed class PassingBuffer(Stream output) : MemoryStream
{
    /// <summary>A writer counts for itself where it stands: this begins anew each time.</summary>
    public override bool CanSeek => false;

    public async Task PassOnAsync(CancellationToken cancellationToken)
    {
        await output.WriteAsync(GetBuffer().AsMemory(0, (int)Length), cancellationToken);
        SetLength(0);
    }
}
