using CxBot.Assistance;
using CxBot.Conversations;
using CxBot.Language;

namespace CxBot.Tests.Assistance;

public sealed class LastWordsTests
{
    private long _sequence;

    [Fact]
    public void The_newest_question_is_asked_and_calls_for_a_person_are_passed_over()
    {
        Assert.Equal("refund saya kok belum masuk?", Of(Says("refund saya kok belum masuk?"), Says("mau bicara dengan CS"), Says("halo?")));
        Assert.Equal("ongkir ke bandung berapa?",
            Of(Says("refund saya kok belum masuk?"), Says("ongkir ke bandung berapa?", minutes: 5)));
    }

    [Fact]
    public void Words_close_together_are_one_thought() =>
        Assert.Equal("paket saya belum sampai\npadahal sudah seminggu",
            Of(Says("paket saya belum sampai"), Says("padahal sudah seminggu")));

    [Fact]
    public void Greetings_thanks_goodbyes_and_calls_for_a_person_ask_nothing()
    {
        Assert.Null(Of());
        Assert.Null(Of(Says("halo kak")));
        Assert.Null(Of(Says("mau bicara dengan CS")));
        Assert.Null(Of(Says("refund saya kok belum masuk?"), Says("makasih ya kak")));
        Assert.Null(Of(Says("🙏")));
        Assert.Null(Of(Says("!!!")));
    }

    [Fact]
    public void What_an_agent_has_answered_is_asked_no_more()
    {
        Assert.Null(Of(Says("refund saya kok belum masuk?"), Says("Sudah saya cek", MessageRole.Agent)));
        Assert.Equal("voucher tidak bisa dipakai",
            Of(Says("refund?"), Says("Sudah saya cek", MessageRole.Agent), Says("voucher tidak bisa dipakai")));
        Assert.Equal("refund saya kok belum masuk?", Of(Says("refund saya kok belum masuk?"), Says("cek dulu", MessageRole.Note)));
    }

    private static string? Of(params Message[] said) => LastWords.Of(said, "id", Lexicon.BuiltIn);

    private Message Says(string text, MessageRole role = MessageRole.Customer, int minutes = 0) => new()
    {
        ConversationId = new("c"),
        Channel = "web",
        Sequence = ++_sequence,
        Role = role,
        Text = text,
        At = DateTimeOffset.UnixEpoch.AddSeconds(_sequence).AddMinutes(minutes),
    };
}
