namespace CxBot.Conversations;

/// <summary>One way to recognise a customer: the channel, the kind of identifier on it, and its value. Unique over all customers.</summary>
public sealed record CustomerAddress(string Channel, string Kind, string Value)
{
    /// <summary>A visitor of the website, by the user id that Direct Line knows.</summary>
    public static CustomerAddress WebVisitor(string userId) => new(Channels.Web, "visitor", userId);
}
