using CxBot.Reports;
using Microsoft.AspNetCore.Components;

namespace CxBot.Web.Desk.Reports.Sections;

/// <summary>A part of the report, which reads its own figures, anew for each filter. Who goes on or stops does not wait for the
/// rest.</summary>
public abstract class ReportSection<T> : ComponentBase, IDisposable where T : class
{
    private CancellationTokenSource? _reading;
    private ReportFilter? _asked;

    [Parameter, EditorRequired] public required ReportFilter Filter { get; set; }

    [CascadingParameter] public required ReportNames Names { get; set; }

    /// <summary>What was read; null while it is being read.</summary>
    protected T? Shown { get; private set; }

    protected bool IsStopped { get; private set; }

    protected abstract Task<T> ReadAsync(ReportFilter filter, CancellationToken cancellationToken);

    protected override Task OnParametersSetAsync() => _asked == Filter ? Task.CompletedTask : StartAsync();

    protected async Task StartAsync()
    {
        _reading?.Cancel();
        using var reading = new CancellationTokenSource();
        _reading = reading;
        (_asked, Shown, IsStopped) = (Filter, null, false);
        var filter = Filter;
        StateHasChanged();
        try
        {
            // A file database reads on the caller's thread: the page stays alive beside it.
            var read = await Task.Run(() => ReadAsync(filter, reading.Token), reading.Token).WaitAsync(reading.Token);
            if (_reading == reading)
                Shown = read;
        }
        catch (OperationCanceledException) when (reading.IsCancellationRequested)
        {
            // Another filter was chosen, or the reader stopped it.
        }
        finally
        {
            if (_reading == reading)
                _reading = null;
        }
    }

    protected void Stop()
    {
        IsStopped = true;
        _reading?.Cancel();
    }

    public void Dispose()
    {
        _reading?.Cancel();
        GC.SuppressFinalize(this);
    }
}
