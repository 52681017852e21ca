using CxBot.Conversations;
using Microsoft.AspNetCore.Components.Forms;

namespace CxBot.Web.Desk.OneConversation.Replying;

/// <summary>A file in the tray: on its way from the browser, there, or refused.</summary>
public sealed class AttachedFile(string name, long bytes)
{
    public string Name { get; private set; } = name;
    public long Bytes { get; private set; } = bytes;

    /// <summary>How many bytes have come.</summary>
    public long Come { get; set; }

    /// <summary>Where the browser still has it; null for one of a draft.</summary>
    public IBrowserFile? Source { get; init; }

    /// <summary>The stored file; null where it is not there.</summary>
    public MediaReference? Stored { get; private set; }

    /// <summary>Why it is not there, in the agent's language; null where nothing is wrong.</summary>
    public string? Problem { get; private set; }

    /// <summary>Another try with the same file may do.</summary>
    public bool CanTryAgain { get; private set; }

    public bool IsComing => Stored is null && Problem is null;

    public int Percent => Bytes == 0 ? 0 : (int)Math.Min(100, Come * 100 / Bytes);

    public static AttachedFile Of(MediaReference stored)
    {
        var file = new AttachedFile(stored.FileName, stored.Bytes);
        file.Keep(stored);
        return file;
    }

    public void Keep(MediaReference stored) => (Stored, Name, Bytes) = (stored, stored.FileName, stored.Bytes);

    public void Refuse(string problem, bool canTryAgain) => (Problem, CanTryAgain) = (problem, canTryAgain);

    public void BeginAgain() => (Problem, CanTryAgain, Come) = (null, false, 0);
}
