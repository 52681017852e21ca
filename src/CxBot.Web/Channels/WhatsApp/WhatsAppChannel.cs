using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Web.Channels.WhatsApp.Desk;
using CxBot.Web.Channels.WhatsApp.Graph;
using CxBot.Web.Channels.WhatsApp.Outbound;
using MudBlazor;

namespace CxBot.Web.Channels.WhatsApp;

/// <summary>WhatsApp, through Meta's Cloud API.</summary>
public static class WhatsAppChannel
{
    public const string Key = "whatsapp";

    /// <summary>How the ids of WhatsApp's conversations begin.</summary>
    public const string ConversationPrefix = "wa-";

    /// <summary>Meta's customer service window: open for so long after each of the customer's messages or calls, for bot and people
    /// alike.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    public static readonly ChannelTraits Traits = new(Key, "WhatsApp")
    {
        Icon = Icons.Custom.Brands.WhatsApp,
        IsPushed = true,
        ReplyLimit = ReplyLimit.ForAll(Window),
        Quotes = true,
        CostsPerMessage = true,
        LeadsToWebsite = true,
        ConversationPrefix = ConversationPrefix,
        NumberKind = PersonOnChannel.PhoneKind,
        CanAskNumber = true,
        WriteAnswer = WhatsAppMarkdown.Render,
        RefuseFile = (type, bytes, language) => WhatsAppFiles.Problem(type, bytes) is { } problem ? WhatsAppWords.For(problem, language)
            : null,
        AdviseOnError = WhatsAppFailures.Advise,
        WaysOutOfError = WhatsAppFailures.WaysOut,
        DescribeEvent = WhatsAppEventLine.Say,
    };
}
