using CxBot.Labels;
using CxBot.Web.Desk.Live;

namespace CxBot.Web.Desk.Labelling;

/// <summary>Finds labels by what is typed: those that begin with it first. Pure.</summary>
public static class LabelSearch
{
    public static IReadOnlyList<BoardLabel> Of(IReadOnlyList<BoardLabel> labels, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return labels;
        var sought = LabelName.Key(text.Trim());
        return [.. labels.Select(label => (label, at: LabelName.Key(label.Name).IndexOf(sought, StringComparison.Ordinal)))
            .Where(found => found.at >= 0).OrderBy(found => found.at > 0).Select(found => found.label)];
    }
}
