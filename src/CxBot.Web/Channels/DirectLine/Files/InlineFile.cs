namespace CxBot.Web.Channels.DirectLine.Files;

/// <summary>A file that stands in an activity itself, as a <c>data:</c> address.</summary>
public sealed record InlineFile(string? Name, byte[] Content);
