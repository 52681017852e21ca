using System.Threading.Channels;

namespace CxBot.Web.Channels.DirectLine.Streaming;

/// <summary>A listener's place; given up on disposal.</summary>
public sealed class LiveListener(ChannelReader<ConversationNow> states, Action leave) : IDisposable
{
    /// <summary>The newest state. It ends where the conversation is gone, and with the failure where its log cannot be read.</summary>
    public ChannelReader<ConversationNow> States => states;

    public void Dispose() => leave();
}
