using CxBot.Evaluation.Metrics;
using CxBot.Evaluation.Questions;
using CxBot.Evaluation;
using Microsoft.AspNetCore.Components;

namespace CxBot.Web.Desk.Evaluation;

public sealed partial class EvaluationPage
{
    private static readonly string[] Sections = ["", "questions", "set", "replay", "check"];

    private readonly CancellationTokenSource left = new();
    private bool loaded;
    private WorkKind? seen;
    private QuestionSet? set;
    private EvaluationSource source;
    private ShownRun? shown;

    /// <summary>Which part of the page; null for the results.</summary>
    [Parameter] public string? Section { get; set; }

    private string At => Section is { } section && Sections.Contains(section) ? section : "";

    protected override async Task OnInitializedAsync()
    {
        seen = Work.Current?.Kind;
        Work.Changed += OnWork;
        set = await Sets.FindAsync(left.Token);
        // What there is to see comes first: without a set, what the articles' own ways to ask said.
        source = set is null && (await Evaluations.ListAsync(EvaluationSource.Questions, left.Token)).Count == 0
            && (await Evaluations.ListAsync(EvaluationSource.OwnWays, left.Token)).Count > 0 ? EvaluationSource.OwnWays : EvaluationSource.Questions;
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        set = await Sets.FindAsync(left.Token);
        shown = await ShownRun.ReadAsync(Evaluations, source, left.Token);
        loaded = true;
    }

    private Task UseAsync(EvaluationSource wanted)
    {
        source = wanted;
        return ReadAsync();
    }

    private void Run() => Evaluations.TryStart(source, Session.Agent.DisplayName);

    private void OnWork()
    {
        // Asked now: when the page comes to it, what was quick has ended already.
        var now = Work.Current?.Kind;
        InvokeAsync(async () =>
        {
            var before = seen;
            seen = now;
            if (before is null || now is not null || left.IsCancellationRequested) return;
            await ReadAsync();
            StateHasChanged();
        });
    }

    public void Dispose()
    {
        Work.Changed -= OnWork;
        left.Cancel();
        left.Dispose();
    }
}
