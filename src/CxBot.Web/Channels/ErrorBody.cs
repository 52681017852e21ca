namespace CxBot.Web.Channels;

/// <summary>The body of every refusal.</summary>
public sealed record ErrorBody(ErrorDetail Error);

/// <param name="Code">Stable, for programs.</param>
/// <param name="Message">For people; may change.</param>
public sealed record ErrorDetail(string Code, string Message);
