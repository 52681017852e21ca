namespace CxBot.Media;

/// <summary>A file that is not taken; nothing of it is stored. The message may be shown to its sender.</summary>
public sealed class MediaRefusedException(MediaRefusal reason, string message) : Exception(message)
{
    public MediaRefusal Reason { get; } = reason;
}

/// <summary>Why a file is not taken.</summary>
public enum MediaRefusal
{
    Empty,
    WrongKind,
    TooLarge,

    /// <summary>The disk is nearly full.</summary>
    NoRoom,
}
