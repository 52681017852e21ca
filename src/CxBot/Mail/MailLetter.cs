namespace CxBot.Mail;

/// <summary>A message to one address: as text, and the same as HTML.</summary>
/// <param name="Id">Names it for ever, so that a mail program that gets it twice can show it once: letters, digits and dashes.</param>
public sealed record MailLetter(string Id, string Subject, string Text, string Html);
