using CxBot.Conversations;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>What a translation needs to know beside the message.</summary>
/// <param name="BotName">The bot's name in the customer's language.</param>
/// <param name="FileLink">The address of a stored file, good for a while.</param>
/// <param name="PhotoLink">The address of an agent's photo.</param>
public sealed record TranslationContext(string BotName, Func<MediaReference, string> FileLink, Func<string, string> PhotoLink)
{
    /// <summary>For use inside the house, where links lead nowhere.</summary>
    public static readonly TranslationContext Inside = new("bot", file => "media:" + file.Id, photo => "media:" + photo);
}
