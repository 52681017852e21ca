namespace CxBot.Web.Channels;

/// <summary>A channel beside the website where visitors can go on with a code.</summary>
/// <param name="IsServed">Whether this installation answers there now, and so could read a code.</param>
public sealed record ContinuationTarget(Func<bool> IsServed);
