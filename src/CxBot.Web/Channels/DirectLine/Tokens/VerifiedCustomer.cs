namespace CxBot.Web.Channels.DirectLine.Tokens;

/// <summary>Whom the shop says that a visitor is.</summary>
/// <param name="Subject">The shop's own id of its customer.</param>
/// <param name="Until">How long it may be believed.</param>
public sealed record VerifiedCustomer(string Subject, string? Name, string? Email, DateTimeOffset Until);
