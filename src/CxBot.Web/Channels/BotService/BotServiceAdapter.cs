using CxBot.Conversations;
using CxBot.Web.Bot;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;

namespace CxBot.Web.Channels.BotService;

/// <summary>Runs the bot for customers who reach it through Azure Bot Service, where a hub of agents may listen for the handover.</summary>
internal sealed class BotServiceAdapter : ChannelAdapter
{
    public override string Channel => Conversations.Channels.BotService;

    protected override string ChannelId => Microsoft.Bot.Connector.Channels.Emulator;

    /// <summary>The event goes out on the channel like a message: the hub is on its other side.</summary>
    protected override void OnEvent(List<Reply> collected, Activity activity) =>
        collected.Add(new Reply("", new MessageContent
        {
            EventName = activity.Name,
            EventValue = JsonConvert.SerializeObject(activity.Value, HttpHelper.BotMessageSerializerSettings),
        }));
}
