using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Language;

namespace CxBot.Tests.Handover;

public sealed class HandoverBriefWriterTests
{
    private static readonly HandoverBrief Before = new(
        ["refund saya belum masuk"], [], [], Mood.Calm, "id", false, ["INV-2231"], [], [], null, null, null);

    [Fact]
    public void What_a_waiting_customer_adds_joins_the_brief()
    {
        var after = HandoverBriefWriter.Add(
            Before, [Said("barangnya INV-2232 pecah, kecewa deh"), Said("hp saya 0812-3456-7890"), Said("sari@toko.example")]);
        Assert.Equal(["INV-2231", "INV-2232"], after.OrderNumbers);
        Assert.Equal(["081234567890"], after.PhoneNumbers);
        Assert.Equal(["sari@toko.example"], after.Emails);
        Assert.Contains("barangnya INV-2232 pecah, kecewa deh", after.Wants);
        Assert.Equal((Mood.Annoyed, true), (after.Mood, after.Slang));
    }

    [Fact]
    public void A_waiting_customer_who_only_calls_or_thanks_changes_nothing()
    {
        var after = HandoverBriefWriter.Add(Before, [Said("mau ngomong sama CS"), Said("terima kasih"), Said("")]);
        Assert.Equal(Before.Wants, after.Wants);
        Assert.Equal((Before.Mood, Before.Slang), (after.Mood, after.Slang));
    }

    [Fact]
    public void The_mood_of_the_brief_never_gets_better_while_the_customer_waits() =>
        Assert.Equal(Mood.Angry, HandoverBriefWriter.Add(Before with { Mood = Mood.Angry }, [Said("oke saya tunggu")]).Mood);

    [Fact]
    public void STOP_and_START_are_for_the_channel_and_no_wish_for_the_agent()
    {
        var stop = Said("tolong stop kirim promo dong",
            MessageContent.Empty with { Consent = new SaidConsent(ConsentWish.Stop, ConsentPurpose.All) });
        Assert.Equal(Before.Wants, HandoverBriefWriter.Add(Before, [stop]).Wants);
    }

    private static Message Said(string text, MessageContent? content = null) =>
        new()
        {
            ConversationId = new("c"),
            Channel = "web",
            Role = MessageRole.Customer,
            Kind = MessageKind.Text,
            Text = text,
            Content = content ?? MessageContent.Empty
        };
}
