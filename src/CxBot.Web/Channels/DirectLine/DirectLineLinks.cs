using CxBot.Web.Channels.DirectLine.Tokens;
using CxBot.Web.Channels.Media;
using CxBot.Web.Operations;
using CxBot.Web.Operations.Network;
using CxBot.Words;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>Makes addresses that a page on another site can use as they are.</summary>
public sealed class DirectLineLinks(MediaLinks media, DirectLineTokens tokens, IOptions<OperationsOptions> options)
{
    public TranslationContext Translation(HttpRequest request, string? language)
    {
        var root = Root(request);
        return new TranslationContext(
            CustomerWords.Say("BotName", language), file => root + media.ForFile(file.Id), photo => root + MediaLinks.ForPhoto(photo));
    }

    /// <summary>The stream's address, with a ticket of its own in it: a browser cannot send a header with a socket.</summary>
    public string Stream(HttpRequest request, DirectLineToken token, string? watermark)
    {
        var address = "ws" + Root(request)["http".Length..]
            + $"{InterfacePaths.DirectLine}/conversations/{token.ConversationId}/stream"
            + $"?t={tokens.Issue(token with { Page = null }, TokenUse.Stream)}";
        return DirectLinePlace.Read(watermark) > 0 ? $"{address}&watermark={DirectLinePlace.Read(watermark)}" : address;
    }

    private string Root(HttpRequest request) => options.Value.PublicUrl?.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}";
}
