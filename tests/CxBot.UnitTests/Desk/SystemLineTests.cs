using CxBot.Conversations;
using CxBot.Web.Desk;
using CxBot.Web.Desk.OneConversation.Messages;
using CxBot.Words;

namespace CxBot.Tests.Desk;

public sealed class SystemLineTests
{
    private const string Told = "You're with Sari.";
    private static readonly NamedAgent Sari = new("1", "Sari");
    private static readonly NamedAgent Budi = new("2", "Budi");

    [Fact]
    public void Others_are_named_and_the_reader_is_called_you_in_the_readers_language_whatever_the_customers_is()
    {
        var taken = Notice(HandoverStage.WithAgent, new HandoverAct(HandoverActKind.Taken, Sari));
        Assert.Equal(new SystemLine("Sari mengambil percakapan", Told), SystemLine.Of(new DeskWords(), taken, "2"));
        Assert.Equal(new SystemLine("Anda mengambil percakapan", Told), SystemLine.Of(new DeskWords(), taken, "1"));
        var passed = Notice(HandoverStage.WithAgent, new HandoverAct(HandoverActKind.Transferred, Sari, Budi));
        Assert.Equal("Sari meneruskan ke Budi", SystemLine.Of(new DeskWords(), passed, "3").Text);
        Assert.Equal("Sari passed it on to you", SystemLine.Of(English(), passed, "2").Text);
    }

    [Fact]
    public void A_place_in_the_queue_is_said() =>
        Assert.Equal("Sari mengembalikan percakapan ke antrean (nomor 3)", SystemLine.Of(
            new DeskWords(), Notice(HandoverStage.Waiting, new HandoverAct(HandoverActKind.Released, Sari), position: 3), "2").Text);

    [Fact]
    public void What_was_stored_before_it_was_kept_who_did_it_is_said_as_far_as_it_is_known()
    {
        var words = new DeskWords();
        Assert.Equal(new SystemLine("Percakapan dengan Sari", Told),
            SystemLine.Of(words, Notice(HandoverStage.WithAgent, null, agent: "Sari"), "2"));
        Assert.Equal("Percakapan selesai", SystemLine.Of(words, Notice(HandoverStage.Resolved, null), "2").Text);
        Assert.Equal(new SystemLine($"Kepada pelanggan: “{Told}”", null), SystemLine.Of(words, Message(MessageContent.Empty), "2"));
    }

    [Fact]
    public void What_was_asked_is_said_in_the_customers_words() => Assert.Equal(
        $"Kepada pelanggan: “{Told}” · ditanya: “{CustomerWords.Say("Survey_Nps", "en")}”",
        SystemLine.Of(new DeskWords(), Message(MessageContent.Empty with { Asks = new SurveyQuestion(SurveyKind.Nps, "en") }), "2").Text);

    private static DeskWords English()
    {
        var words = new DeskWords();
        words.Use("en");
        return words;
    }

    private static Message Notice(HandoverStage stage, HandoverAct? act, int? position = null, string? agent = null) =>
        Message(new MessageContent.Notice(new HandoverState(1, stage, HandoverReason.CustomerAsked, position,
            Agent: agent is null ? null : new HandoverAgent(agent, null)), Act: act));

    private static Message Message(MessageContent content) =>
        new() { ConversationId = new("c"), Channel = "web", Role = MessageRole.System, Text = Told, Content = content };
}
