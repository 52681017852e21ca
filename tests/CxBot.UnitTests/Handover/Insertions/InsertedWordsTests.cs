using CxBot.Handover;
using CxBot.Handover.Insertions;

namespace CxBot.Tests.Handover.Insertions;

public sealed class InsertedWordsTests
{
    private const string Refund = "Dana kembali dalam 3 sampai 14 hari kerja.";

    [Theory]
    [InlineData(Refund, false, 1)]
    [InlineData("Halo Kak! " + Refund + " Terima kasih ya", false, 1)]
    [InlineData("Halo\n\nDana kembali  dalam 3 sampai\n14 hari kerja.", false, 1)]
    [InlineData("Dana kembali dalam 3 sampai 7 hari kerja.", true, 0.875)]
    [InlineData("Dana akan kembali dalam 14 hari kerja.", true, 0.75)]
    [InlineData("Kami cek dulu ya", true, 0)]
    [InlineData("", true, 0)]
    public void What_was_put_in_went_out_as_it_was_or_is_told_how_much_of_it(string sent, bool changed, double kept)
    {
        var one = Assert.Single(InsertedWords.Of(new("c"), 7, sent, [new(InsertionKind.Article, "refund-timing", Refund)]));
        Assert.Equal((changed, kept), (one.Changed, one.Kept));
        Assert.Equal((new ConversationId("c"), 7, 0, "refund-timing", Refund),
            (one.ConversationId, one.Sequence, one.Place, one.SourceId, one.Text));
    }

    [Fact]
    public void A_part_of_a_word_is_not_the_word() =>
        Assert.True(Assert.Single(InsertedWords.Of(new("c"), 1, "belum dikirimkan", [new(InsertionKind.Canned, "1", "dikirim")])).Changed);

    [Fact]
    public void Several_keep_their_order_and_what_cannot_be_true_is_left_out()
    {
        Inserted[] said =
        [
            new(InsertionKind.Canned, "1", "Halo"), new(InsertionKind.Draft, "a,b", Refund), new(InsertionKind.Draft, "a", ""),
            new(InsertionKind.Draft, new string('a', 500), "x"),
            new(InsertionKind.Draft, "a", new string('a', AgentReplies.MaxReplyLength + 1)),
            .. Enumerable.Repeat(new Inserted(InsertionKind.Canned, "2", "lagi"), 100),
        ];
        var kept = InsertedWords.Of(new("c"), 1, "Halo " + Refund, said);
        Assert.Equal(20, kept.Count);
        Assert.Equal([0, 1, 2], kept.Take(3).Select(k => k.Place));
        Assert.Equal([InsertionKind.Canned, InsertionKind.Draft, InsertionKind.Canned], kept.Take(3).Select(k => k.Kind));
    }

    [Fact]
    public void The_longest_reply_is_compared_at_once()
    {
        var words = string.Join(' ', Enumerable.Range(0, 1500).Select(i => $"k{i % 97}"));
        var began = TimeProvider.System.GetTimestamp();
        Assert.InRange(Assert.Single(InsertedWords.Of(new("c"), 1, words + " x", [new(InsertionKind.Article, "a", "y " + words)])).Kept,
            0.9, 1);
        Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(1));
    }
}
