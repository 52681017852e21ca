using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Web.Channels;
using CxBot.Web.Desk.Live;
using CxBot.Web.Desk.OneConversation.Acts;
using CxBot.Web.Desk.OneConversation.Replying;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CxBot.Web.Desk.OneConversation.Messages;

public sealed partial class DeliveryFailure
{
    private const int MaxChannels = 2;

    private bool _busy;

    [Inject] private DeskSession Session { get; set; } = null!;
    [Inject] private AgentReplies Replies { get; set; } = null!;
    [Inject] private ConversationActs Acts { get; set; } = null!;
    [Inject] private ChannelRegistry Channels { get; set; } = null!;
    [Inject] private IDialogService Dialogs { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    [Parameter, EditorRequired] public required Message Message { get; set; }

    /// <summary>Given beside the message, because it changes after it was rendered.</summary>
    [Parameter] public DeliveryStatus Delivery { get; set; }

    /// <summary>What happened, in the reader's words.</summary>
    [Parameter, EditorRequired] public required string Said { get; set; }

    /// <summary>The conversation that it stands in.</summary>
    [CascadingParameter] private OpenConversation? Open { get; set; }

    private string Icon => Delivery == DeliveryStatus.Failed ? Icons.Material.Outlined.ErrorOutline : Icons.Material.Outlined.HelpOutline;

    private ChannelTraits Channel => Channels.Of(Message.Channel);

    private WaysOut Ways => DeliveryFault.WaysOut(Channel, Message);

    private bool IsReply => Message.Role == MessageRole.Agent && Message.AgentId != Conversation.ShopPhone;

    private bool MayAct => Delivery == DeliveryStatus.Failed && IsReply && Open?.Conversation?.IsWith(Session.Agent.Id) == true;

    /// <summary>What was sent in its place; null where nothing was.</summary>
    private Message? Again => Delivery == DeliveryStatus.Failed && IsReply
        ? Open?.Messages.LastOrDefault(m => m.ProviderId == AgentReplies.RetryIdOf(Message.ConversationId, Message.Sequence)) : null;

    private bool InPart => Open!.ArrivedInPart.Contains(Message.Sequence);

    private bool TakesReplies => ReplyWindow.OfAgents(Channel, Open!.Conversation!, Time.GetUtcNow()).IsOpen;

    private bool MayRetry => Ways.HasFlag(WaysOut.Retry) && !InPart && (TakesReplies || Message.Content is MessageContent.Template);

    /// <summary>Channels that limit replies are the ones that have templates.</summary>
    private bool MaySendTemplate => Channel.ReplyLimit is not null && (Ways.HasFlag(WaysOut.Template) || !TakesReplies);

    private IEnumerable<OtherConversation> OtherChannels => Ways.HasFlag(WaysOut.OtherChannel) || !MayRetry
        ? Open!.Others.Where(other => other.Channel != Message.Channel
            && ReplyWindow.OfAgents(Channels.Of(other.Channel), other.RepliesUntil, Time.GetUtcNow()).IsOpen)
            .DistinctBy(other => other.Channel).Take(MaxChannels) : [];

    private async Task RetryAsync()
    {
        if (_busy)
            return;
        _busy = true;
        if (await Acts.DoneAsync(() =>
            Replies.RetryAsync(Message.ConversationId, Session.Agent, Message.Sequence, CancellationToken.None)))
            Acts.Tell(Words["SentAgain"]);
        _busy = false;
    }

    private Task TemplateAsync() => Dialogs.ShowAsync<TemplateDialog>(Words["SendTemplate"],
        new DialogParameters<TemplateDialog> { { d => d.Conversation, Open!.Conversation! } }, TemplateDialog.Options);
}
