namespace CxBot.Answering.Parts;

/// <summary>What of an article can be said alone.</summary>
/// <param name="Text">What it says itself.</param>
/// <param name="Pieces">The places of the pieces that are said: itself, its heading and introduction, and what takes it back.</param>
/// <param name="Whole">The whole list or table that it is one item of; null where it is none.</param>
internal sealed record Passage(string Text, IReadOnlySet<int> Pieces, Passage? Whole = null);
