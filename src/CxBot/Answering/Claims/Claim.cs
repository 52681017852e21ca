namespace CxBot.Answering.Claims;

/// <summary>One sentence of a written answer, without its citations.</summary>
/// <param name="Text">As it would be read.</param>
/// <param name="Cited">The numbers of the passages it names, from 1; empty where it names none.</param>
internal sealed record Claim(string Text, IReadOnlyList<int> Cited);
