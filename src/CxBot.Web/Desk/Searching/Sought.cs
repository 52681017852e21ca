using CxBot.Search;

namespace CxBot.Web.Desk.Searching;

/// <summary>What is looked for in an open conversation.</summary>
/// <param name="At">The message that it was opened at; null for none.</param>
public sealed record Sought(SearchQuery Query, long? At);
