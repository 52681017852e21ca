using CxBot.Search;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CxBot.Web.Desk.Searching;

/// <summary>A text with what is sought marked in it. Written by hand: a template would put blanks of its own between the pieces.</summary>
public sealed class SoughtText : ComponentBase
{
    /// <summary>The whole text; unused where there are pieces.</summary>
    [Parameter] public string? Text { get; set; }

    /// <summary>The text in pieces; null where nothing is sought.</summary>
    [Parameter] public IReadOnlyList<SearchPiece>? Pieces { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (Pieces is null)
            builder.AddContent(0, Text);
        foreach (var piece in Pieces ?? [])
            if (piece.Marked)
            {
                builder.OpenElement(1, "mark");
                builder.AddContent(2, piece.Text);
                builder.CloseElement();
            }
            else
            {
                builder.AddContent(3, piece.Text);
            }
    }
}
