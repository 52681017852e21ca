namespace CxBot.Search;

/// <summary>A name that may be searched for, and the token by which the index knows what has it: <see cref="SearchTokens"/>.</summary>
public sealed record SearchName(string Name, string Token);
