namespace CxBot.Web.Engine;

/// <summary>Bounds how many turns are under way at once. In a flood thousands would take the machine from those who only want to hand a message in; so they wait their turn, which costs nothing.</summary>
internal sealed class TurnGate
{
    /// <summary>Enough that turns which wait for a model or a commit do not hold up the others; few enough that the machine answers between them.</summary>
    private const int AtOnce = 32;

    private readonly SemaphoreSlim places = new(AtOnce);

    public Task EnterAsync() => places.WaitAsync();

    public void Leave() => places.Release();
}
