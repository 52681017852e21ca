using CxBot.Conversations;

namespace CxBot.Customers;

/// <summary>One way to recognise a customer: the channel, the kind of identifier on it, and its value. Unique over all customers.</summary>
public sealed record CustomerAddress(string Channel, string Kind, string Value)
{
    /// <summary>Whom the shop knows, by the subject of its signed token. It alone proves anything.</summary>
    public const string SubjectKind = "subject";

    private const string VisitorKind = "visitor";

    /// <summary>A visitor of the website, by the user id that Direct Line knows.</summary>
    public static CustomerAddress WebVisitor(string userId) => new(Channels.Web, VisitorKind, userId);

    /// <summary>A customer of the shop on its website.</summary>
    public static CustomerAddress WebSubject(string subject) => new(Channels.Web, SubjectKind, subject);
}
