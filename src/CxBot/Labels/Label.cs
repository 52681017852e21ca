namespace CxBot.Labels;

/// <summary>A word of the team's own for what a case is about: shared by all agents, in a colour.</summary>
public sealed class Label
{
    public long Id { get; init; }

    /// <summary>As the team writes it; see <see cref="LabelName"/>.</summary>
    public required string Name { get; set; }

    /// <summary>What decides whether two names are one: <see cref="LabelName.Key"/>.</summary>
    public required string NameKey { get; set; }

    public LabelColour Colour { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The colours that there are, each readable in light and dark. The desk's <c>lists.css</c> has them by these names.</summary>
public enum LabelColour
{
    Grey,
    Teal,
    Blue,
    Violet,
    Pink,
    Red,
    Amber,
    Green,
}
