using CxBot.Evaluation.Questions;
using CxBot.Evaluation;
using Microsoft.AspNetCore.Components;

namespace CxBot.Web.Desk.Evaluation;

public sealed partial class EvaluationPage
{
    private static readonly string[] Sections = ["", "questions", "set", "replay", "check"];

    private readonly CancellationTokenSource _left = new();
    private bool _loaded;
    private JobKind? _seen;
    private QuestionSet? _set;
    private EvaluationSource _source;
    private ShownRun? _shown;

    /// <summary>Which part of the page; null for the results.</summary>
    [Parameter] public string? Section { get; set; }

    private string At => Section is { } section && Sections.Contains(section) ? section : "";

    protected override async Task OnInitializedAsync()
    {
        _seen = Job.Current?.Kind;
        Job.Changed += OnJob;
        _set = await Sets.FindAsync(_left.Token);
        // What there is to see comes first: without a set, what the articles' own ways to ask said.
        _source =
            _set is null
            && (await Results.ListAsync(EvaluationSource.Questions, _left.Token)).Count == 0
            && (await Results.ListAsync(EvaluationSource.OwnWays, _left.Token)).Count > 0
                ? EvaluationSource.OwnWays
                : EvaluationSource.Questions;
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        _set = await Sets.FindAsync(_left.Token);
        _shown = await ShownRun.ReadAsync(Results, _source, _left.Token);
        _loaded = true;
    }

    private Task UseAsync(EvaluationSource wanted)
    {
        _source = wanted;
        return ReadAsync();
    }

    private void Run() => Evaluations.TryStart(_source, Session.Agent.DisplayName);

    private void OnJob()
    {
        // Asked now: when the page comes to it, what was quick has ended already.
        var now = Job.Current?.Kind;
        InvokeAsync(async () =>
        {
            var before = _seen;
            _seen = now;
            if (before is null || now is not null || _left.IsCancellationRequested)
                return;
            await ReadAsync();
            StateHasChanged();
        });
    }

    public void Dispose()
    {
        Job.Changed -= OnJob;
        _left.Cancel();
        _left.Dispose();
    }
}
