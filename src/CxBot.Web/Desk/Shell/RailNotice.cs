namespace CxBot.Web.Desk.Shell;

/// <summary>A component that a channel puts into the rail, for what everybody at the desk should see.</summary>
public sealed record RailNotice(Type Component);
