namespace CxBot.Canned;

/// <summary>A reply that agents keep ready and call by a shortcut: one agent's own, or shared by all.</summary>
public sealed class CannedReply
{
    public const int MaxShortcutLength = 32;
    public const int MaxTitleLength = 80;

    /// <summary>In characters: the longest reply.</summary>
    public const int MaxTextLength = 8000;

    /// <summary>The <see cref="OwnerId"/> of those that all agents share.</summary>
    public const string Shared = "";

    public long Id { get; init; }

    /// <summary>The agent whose own it is; <see cref="Shared"/> where it is everybody's.</summary>
    public required string OwnerId { get; init; }

    /// <summary>What is typed after the slash: 1 to <see cref="MaxShortcutLength"/> letters, digits and dashes, as written.</summary>
    public required string Shortcut { get; set; }

    /// <summary>The shortcut by which two are told apart: unique for each owner, whatever the case.</summary>
    public required string Key { get; set; }

    public required string Title { get; set; }

    /// <summary>The words, with <see cref="Placeholders"/>; plain text, in which no sign is a mark.</summary>
    public required string Text { get; set; }

    /// <summary>How often it was sent.</summary>
    public int Uses { get; set; }

    /// <summary>Raised by each change; the one who read an older version does not overwrite it.</summary>
    public int Version { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public bool IsShared => OwnerId == Shared;
}
