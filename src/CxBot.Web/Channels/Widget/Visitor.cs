using CxBot.Web.Channels.DirectLine;

namespace CxBot.Web.Channels.Widget;

/// <summary>Who a visitor is, and where they talk.</summary>
/// <param name="Verified">The shop has said who it is: without its token this is nobody's.</param>
public sealed record Visitor(string UserId, ConversationId ConversationId, bool Verified = false)
{
    public static Visitor New() => new(DirectLineIds.NewUser(), DirectLineIds.NewConversation());
}
