namespace CxBot.Web.Commands;

/// <summary>What a command says to the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Understood, and refused, or found wrong: by the settings, the storage, the articles, a gate.</summary>
    public const int Refused = 1;

    /// <summary>The command line is not understood.</summary>
    public const int Misused = 2;
}
