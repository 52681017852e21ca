using System.Text;
using CxBot.Evaluation.Questions;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components;

namespace CxBot.Web.Desk.Evaluation.Questions;

public sealed partial class QuestionSetPane
{
    private ElementReference _box;
    private string? _error;
    private IReadOnlyList<ArticleId> _unknown = [];

    [Parameter, EditorRequired] public required QuestionSet? Set { get; set; }
    [Parameter] public EventCallback OnChanged { get; set; }

    protected override void OnParametersSet()
    {
        var named = Set is null ? [] : LabelledQuestion.Parse(Set.Lines).Select(q => q.Article).OfType<ArticleId>().Distinct();
        _unknown = [.. named.Where(id => Knowledge.Current.Find(id) is null)];
    }

    private async Task PasteAsync() => await SaveAsync(await Script.ReadLongTextAsync(_box, QuestionSets.MaxBytes));

    private async Task UploadAsync(InputFileChangeEventArgs chosen)
    {
        if (chosen.File.Size > QuestionSets.MaxBytes)
        {
            _error = Words.For(QuestionFault.TooLarge);
            return;
        }
        using var reader = new StreamReader(chosen.File.OpenReadStream(QuestionSets.MaxBytes), Encoding.UTF8);
        await SaveAsync(await reader.ReadToEndAsync());
    }

    /// <param name="lines">Null where there was too much to be read.</param>
    private async Task SaveAsync(string? lines)
    {
        try
        {
            _error = lines is null ? Words.For(QuestionFault.TooLarge) : null;
            if (lines is null)
                return;
            var saved = await Sets.ReplaceAsync(lines, Session.Actor, default);
            Acts.Tell(Words.Say("SetSaved", saved.Count));
            await OnChanged.InvokeAsync();
        }
        catch (BadQuestionException bad)
        {
            _error = bad.Line == 0 ? Words.For(bad.Fault) : Words.Say("BadLine", bad.Line, Words.For(bad.Fault));
        }
    }

    private async Task RemoveAsync()
    {
        var lines = Set!.Lines;
        await Sets.RemoveAsync(Session.Actor, default);
        await OnChanged.InvokeAsync();
        Acts.Tell(Words["SetRemoved"], MudBlazor.Severity.Normal, Words["Undo"], () => InvokeAsync(() => SaveAsync(lines)));
    }
}
