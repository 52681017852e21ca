namespace CxBot.Reports.Facts;

/// <summary>The number that stands for a name in the facts: of a channel, a language, an article, a skill, an agent's account.</summary>
public sealed class FactName
{
    public int Id { get; init; }
    public required FactNameKind Kind { get; init; }
    public required string Name { get; init; }
}

public enum FactNameKind
{
    Channel,
    Language,
    Topic,
    Skill,
    Agent,
}
