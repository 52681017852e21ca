using CxBot.Conversations;

namespace CxBot.Web.Desk.Lists;

/// <summary>What the desk calls whoever has a conversation.</summary>
public static class OwnerNames
{
    /// <returns>Null where nobody has it, or nobody knows who.</returns>
    public static string? Say(DeskWords words, string? ownerId, string? name) => ownerId == Conversation.ShopPhone ? words["ShopPhone"]
        : name;
}
