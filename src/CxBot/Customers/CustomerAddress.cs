namespace CxBot.Customers;

/// <summary>One way to recognise a customer: the channel, the kind of identifier on it, and its value. Unique over all customers.</summary>
public sealed record CustomerAddress(string Channel, string Kind, string Value)
{
    /// <summary>Whom the shop knows, by the subject of its signed token. It alone proves anything.</summary>
    public const string SubjectKind = "subject";

    /// <summary>A visitor of the website, known again only as long as their browser keeps who they are.</summary>
    public const string VisitorKind = "visitor";

    /// <summary>No channel at all: an identity of it says that the customer was made up.</summary>
    public const string DemoChannel = "demo";
}
