using CxBot.Conversations;
using CxBot.Customers;
using MudBlazor;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>The website: our widget, and any Direct Line client. They read the log themselves.</summary>
public static class WebChannel
{
    public const string Key = "web";


    public static readonly ChannelTraits Traits = new(Key, "Web") { Icon = Icons.Material.Outlined.Language };

    /// <summary>A visitor of the website, by the user id that Direct Line knows.</summary>
    public static CustomerAddress Visitor(string userId) => new(Key, CustomerAddress.VisitorKind, userId);

    /// <summary>A customer of the shop on its website.</summary>
    public static CustomerAddress Subject(string subject) => new(Key, CustomerAddress.SubjectKind, subject);
}
