using CxBot.Conversations;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Desk.OneConversation.Messages;
using CxBot.Web.Desk;
using CxBot.Web.Desk.OneConversation;

namespace CxBot.Tests.Desk;

public sealed class EventLineTests
{
    [Theory]
    [InlineData("cxbot/rating", """{"handover":1,"score":4}""", "Pelanggan memberi nilai 4 dari 5")]
    [InlineData("cxbot/rating", """{"question":1,"kind":"nps","score":0,"comment":"<b>"}""", "Pelanggan memberi nilai 0 dari 10: “<b>”")]
    [InlineData("cxbot/rating", """{"kind":"99","score":7}""", "Pelanggan memberi nilai 7 dari 5")]
    [InlineData("cxbot/contact", """{"phone":"0812"}""", "Pelanggan meninggalkan kontak: 0812")]
    [InlineData("cxbot/contact", """{"refused":true}""", "Pelanggan tidak ingin meninggalkan kontak")]
    [InlineData("cxbot/rating", """{"score":"many"}""", null)]
    [InlineData("cxbot/rating", "[1,2", null)]
    [InlineData("cxbot/rating", "null", null)]
    [InlineData("somebody/elses", "{}", null)]
    public void Events_are_one_small_line_or_nothing(string name, string value, string? expected) =>
        Assert.Equal(expected, EventLine.Say(new DeskWords(), WebChannel.Traits, new Message
        {
            ConversationId = new("c"),
            Role = MessageRole.Customer,
            Kind = MessageKind.Event,
            Text = "",
            Channel = "web",
            Content = new MessageContent.Report(name, value),
        }));
}
