using CxBot.Reports.Facts;

namespace CxBot.Reports.Voice;

/// <summary>Handovers that agents resolved, and that are alike in what may decide who answers.</summary>
/// <param name="Channel">Its name.</param>
/// <param name="Language">Null where it is not known.</param>
/// <param name="Wait">How long the first reply took, in steps from 0: under 1, 5, 15, 60, 240 minutes; longer, or never.</param>
/// <param name="IsDelivered">Null where nobody was asked.</param>
/// <param name="Score">Null where nobody answered.</param>
/// <param name="Count">How many.</param>
public sealed record VoiceCell(string? Channel, string? Language, HandoverEnd End, int Wait, bool? IsDelivered, int? Score, int Count)
{
    /// <summary>What has no order: within it, waits of neighbouring steps are near each other.</summary>
    public string Group => $"{Channel}/{End}/{Language}";
}
