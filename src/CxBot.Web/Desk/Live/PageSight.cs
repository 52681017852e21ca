namespace CxBot.Web.Desk.Live;

/// <summary>Whether this desk's page is in front: what is on a hidden page was seen by nobody. One for each circuit.</summary>
public sealed class PageSight
{
    public bool IsInFront { get; private set; }

    /// <summary>It came to the front, or went to the back.</summary>
    public event Action? Changed;

    public void Became(bool inFront)
    {
        if (IsInFront == inFront)
            return;
        IsInFront = inFront;
        Changed?.Invoke();
    }
}
