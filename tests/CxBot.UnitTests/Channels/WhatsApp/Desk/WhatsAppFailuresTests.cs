using CxBot.Conversations;
using CxBot.Web.Channels.WhatsApp;
using CxBot.Web.Channels.WhatsApp.Desk;
using CxBot.Web.Channels.WhatsApp.Graph;
using CxBot.Web.Desk;
using CxBot.Web.Desk.OneConversation.Messages;

namespace CxBot.Tests.Channels.WhatsApp.Desk;

public sealed class WhatsAppFailuresTests
{
    /// <summary>Meta's errors that agents meet, and the ways out of each.</summary>
    [Theory]
    [InlineData(131026, WaysOut.Retry | WaysOut.Template | WaysOut.OtherChannel)]
    [InlineData(131047, WaysOut.Retry | WaysOut.Template | WaysOut.OtherChannel)]
    [InlineData(470, WaysOut.Retry | WaysOut.Template | WaysOut.OtherChannel)]
    [InlineData(131049, WaysOut.Template | WaysOut.OtherChannel)]
    [InlineData(131051, WaysOut.None)]
    [InlineData(131052, WaysOut.None)]
    [InlineData(131053, WaysOut.None)]
    [InlineData(130429, WaysOut.Retry)]
    [InlineData(130472, WaysOut.Template | WaysOut.OtherChannel)]
    [InlineData(131056, WaysOut.Retry)]
    [InlineData(131000, WaysOut.Retry | WaysOut.OtherChannel)]
    [InlineData(131016, WaysOut.Retry | WaysOut.OtherChannel)]
    [InlineData(368, WaysOut.Retry | WaysOut.OtherChannel)]
    [InlineData(131031, WaysOut.Retry | WaysOut.OtherChannel)]
    [InlineData(132001, WaysOut.Template | WaysOut.OtherChannel)]
    [InlineData(132015, WaysOut.Template | WaysOut.OtherChannel)]
    public void Each_error_is_said_in_the_readers_language_and_tells_what_makes_sense(int code, WaysOut ways)
    {
        Assert.Equal(ways, WhatsAppFailures.WaysOut(code));
        var failed = new Message
        {
            ConversationId = new("wa-1"),
            Channel = WhatsAppChannel.Key,
            Role = MessageRole.Agent,
            Text = "halo",
            Delivery = DeliveryStatus.Failed,
            FailureCode = code,
            FailureTitle = "Message undeliverable",
        };
        var (indonesian, english) = (new DeskWords(), new DeskWords());
        english.Use("en");
        var (here, there) = (DeliveryFault.Say(indonesian, WhatsAppChannel.Traits, failed, failed.Delivery),
            DeliveryFault.Say(english, WhatsAppChannel.Traits, failed, failed.Delivery));
        Assert.All([here, there], said => Assert.DoesNotContain("undeliverable", said, StringComparison.OrdinalIgnoreCase));
        Assert.NotEqual(here, there);
        Assert.Equal(WhatsAppFailures.Advise(code, "id"), here);
    }

    [Fact]
    public void Every_verdict_has_words_in_both_languages() => Assert.All(Enum.GetValues<WhatsAppVerdict>(), verdict =>
        Assert.NotEqual(WhatsAppWords.For(verdict, "id"), WhatsAppWords.For(verdict, "en")));
}
