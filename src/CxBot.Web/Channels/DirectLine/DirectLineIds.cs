using System.Buffers.Text;
using System.Security.Cryptography;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>The ids that we give to conversations and visitors of the website.</summary>
public static class DirectLineIds
{
    /// <summary>Ids with this beginning are believed only from inside a token.</summary>
    public const string UserPrefix = "dl_";

    /// <summary>A conversation id that cannot be guessed and is safe in an address.</summary>
    public static ConversationId NewConversation() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)));

    /// <summary>A visitor that nobody else can claim to be.</summary>
    public static string NewUser() => UserPrefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}
