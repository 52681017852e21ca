namespace CxBot.Web.Desk.Lists.Filters;

/// <summary>Tells the parts of one desk that its agent's saved views have changed. One for each circuit.</summary>
public sealed class ViewNews
{
    public event Action? Changed;

    public void Tell() => Changed?.Invoke();
}
